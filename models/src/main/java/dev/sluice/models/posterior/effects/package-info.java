// SPDX-License-Identifier: Apache-2.0
/**
 * Posteriors of total causal effects: mixtures, over the sets of parents of the cause, of what
 * adjusting for them gives. Pensar, Talvitie, Hyttinen and Koivisto 2020. There must be no latent
 * confounders.
 */
package dev.sluice.models.posterior.effects;
