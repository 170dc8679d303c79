// SPDX-License-Identifier: Apache-2.0
/**
 * Exact posteriors: by visiting every graph (the oracle of the others), and by dynamic programming
 * over sets of nodes, structure-modular (Tian and He 2009; Pensar, Talvitie, Hyttinen and Koivisto
 * 2020) and order-modular (Koivisto and Sood 2004); exact draws after Talvitie, Vuoksenmaa and
 * Koivisto 2019. {@link dev.sluice.models.posterior.exact.Inference} is the door.
 *
 * <p>Conventions: sets of nodes are bit masks, arrays by parent set are indexed as {@link
 * dev.sluice.models.posterior.score.ParentSets} says, and sums are kept relative to the best graph,
 * in log space or with exponents of their own.
 */
package dev.sluice.models.posterior.exact;
