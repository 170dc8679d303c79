// SPDX-License-Identifier: Apache-2.0
/**
 * The sequences that in-context learners are tried on, and the truth behind each of them.
 *
 * <p>The tasks are those of von Oswald et al., "Uncovering mesa-optimization algorithms in
 * Transformers" (arXiv 2309.05858), with the numbers of its released results. Where text and
 * results differ, as they do on the first state and on the emission, the results are followed.
 *
 * <p>Conventions: a sequence is named by a seed and a number. Its tokens are functions of these and
 * of their step alone, so that any token can be drawn again, bit for bit. Steps count from 1.
 */
package dev.sluice.models.mesa.task;
