// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

/**
 * Puts x for z, as near (H + ridge I)^-1 z as the method comes. The prediction C x, with C the sum
 * of s z' over the pairs of a token s and what it follows, z, is then one gradient step from 0 on
 * preconditioned data (von Oswald et al., arXiv 2309.05858, propositions 1 and 2).
 */
public interface Preconditioner {

  /** The method and its settings, as commands say it. */
  String label();

  /** What is added to the diagonal of H; 0 if nothing is. */
  double ridge();

  /**
   * Computes x, n numbers.
   *
   * @param h array with the n x n numbers of H
   * @param at index of the first of them
   * @param z n numbers, which stay as they are
   * @return |z - (H + ridge I) x| / |z|, 0 if z is 0; NaN of a method that does not tell
   */
  double apply(double[] h, int at, int n, double[] z, double[] x, Workspace workspace);
}
