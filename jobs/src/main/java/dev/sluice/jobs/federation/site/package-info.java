// SPDX-License-Identifier: Apache-2.0
/**
 * The job of a site of a federation: it learns from samples of its own, which stay where they are,
 * and says to the coordinator what it adds to each round.
 *
 * <p>What a site answers to what is in {@code models.federation.rounds}; here are topics, state,
 * and training beside the stream.
 */
package dev.sluice.jobs.federation.site;
