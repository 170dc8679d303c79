// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

/**
 * The newest update of a site that is in the belief: nothing as old counts again.
 *
 * @param site whose it was
 * @param round it was of
 */
public record CountedRound(String site, long round) {}
