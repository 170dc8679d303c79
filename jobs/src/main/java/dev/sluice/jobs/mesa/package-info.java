// SPDX-License-Identifier: Apache-2.0
/**
 * The job of learners in context: {@code dev.sluice.models.mesa} as a stream (von Oswald et al.,
 * arXiv 2309.05858).
 *
 * <p>Conventions: each token is scored, learned and the next predicted by all learners in one step
 * of one key, its sequence; sums of losses are exact, and largest values are kept of all else, so
 * that no order, split or restart changes a result. Numbers that tokens do not define are NaN in
 * state and null on the wire.
 */
package dev.sluice.jobs.mesa;
