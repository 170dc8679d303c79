// SPDX-License-Identifier: Apache-2.0
/**
 * Trained models beside the learners of the job of learners in context: {@code
 * dev.sluice.models.mesa.trained} and {@code verdict} as a stream (von Oswald et al., arXiv
 * 2309.05858).
 *
 * <p>Conventions: a sequence is predicted by one version of a model from its first token to its
 * last; sums are exact, so that no order, split or restart changes a result. Numbers that there are
 * not are NaN in state and null on the wire.
 */
package dev.sluice.jobs.mesa.trained;
