// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

/** The probabilities p(category given the parents' categories) of one variable. */
@FunctionalInterface
public interface ConditionalLaw {
  /**
   * The probability of each category; their sum is 1 up to rounding.
   *
   * @param values the categories of all variables by index, of which only the parents' are read
   * @return a new array, or one that nobody may change
   */
  double[] probabilities(double[] values);

  /**
   * The category at which the cumulative probabilities pass a uniform number; never one whose
   * probability is 0.
   *
   * @param uniform at least 0, below 1
   */
  static int category(double[] probabilities, double uniform) {
    double rest = uniform;
    int possible = 0;
    for (int k = 0; k < probabilities.length; k++) {
      if (probabilities[k] > 0) {
        possible = k;
        rest -= probabilities[k];
        if (rest < 0) {
          return k;
        }
      }
    }
    return possible;
  }
}
