// SPDX-License-Identifier: Apache-2.0
/**
 * Beliefs over causal graphs learned by gradients from observations and interventions: ENCO (Lippe
 * et al., ICLR 2022) and DSDI (Ke et al., arXiv 1910.01075).
 *
 * <p>Conventions: N variables; in a matrix row i, column j belongs to i -> j, and lies at i N + j
 * of an array; beliefs are probabilities; losses are in nats per draw and variable. What a method
 * keeps is primitive arrays, and all randomness is a function of a seed and of counted steps, so
 * that training that is stopped, kept and gone on with elsewhere gives the same bits.
 */
package dev.sluice.models.discovery;
