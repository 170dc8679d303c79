// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

/** The functions of gates and cells, in place. */
final class Squash {
  private Squash() {}

  /** 1 / (1 + e^-x) of the numbers from {@code from} to before {@code to}. */
  static void logistic(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = 1 / (1 + Math.exp(-x[i]));
    }
  }

  /** The hyperbolic tangent of the same, within 2e-16. */
  static void tanh(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = 1 - 2 / (1 + Math.exp(2 * x[i]));
    }
  }
}
