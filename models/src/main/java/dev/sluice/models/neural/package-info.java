// SPDX-License-Identifier: Apache-2.0
/**
 * Learners that are networks of one hidden layer, masked so that one network holds the mechanisms
 * of all variables (MADE, Germain et al. 2015); sizes and initial weights as Ke et al., arXiv
 * 1910.01075; steps by Adam (Kingma and Ba 2015).
 *
 * <p>Conventions: losses are in nats. Matrices are row-major arrays of doubles, multiplied by ND4J
 * on one thread, so that the same samples give the same bits.
 */
package dev.sluice.models.neural;
