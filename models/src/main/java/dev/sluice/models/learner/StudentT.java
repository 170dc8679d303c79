// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;

/** Student's t distribution of one or several dimensions. */
final class StudentT {
  /** Of the number of kept constants: enough for the models of an experiment at one time. */
  private static final int BITS = 8;

  /** The latest normalising constants; whoever reads one that was replaced computes it again. */
  private static final Constant[] CONSTANTS = new Constant[1 << BITS];

  /**
   * What of a density depends on the degrees of freedom alone, and takes most of its time.
   *
   * @param gammas ln Gamma(freedom / 2) - ln Gamma((freedom + d) / 2)
   * @param scale d ln(freedom pi)
   */
  private record Constant(int d, double freedom, double gammas, double scale) {
    static Constant of(int d, double freedom) {
      int mixed = Double.hashCode(freedom * d) * 0x9E3779B9; // Fibonacci hashing
      int place = mixed >>> (Integer.SIZE - BITS);
      Constant known = CONSTANTS[place];
      if (known == null || known.d != d || known.freedom != freedom) {
        double gammas = LogGamma.value(freedom / 2) - LogGamma.value((freedom + d) / 2);
        known = new Constant(d, freedom, gammas, d * Math.log(freedom * Math.PI));
        CONSTANTS[place] = known;
      }
      return known;
    }
  }

  private StudentT() {}

  /** -ln density of one dimension at a distance from the location, nats. */
  static double loss(double residual, double freedom, double squaredScale) {
    return loss(residual * residual / squaredScale, 1, freedom, Math.log(squaredScale));
  }

  /**
   * -ln density of d dimensions, nats.
   *
   * @param mahalanobis squared distance from the location in the scale's metric
   * @param logDeterminant of the scale matrix
   */
  static double loss(double mahalanobis, int d, double freedom, double logDeterminant) {
    Constant constant = Constant.of(d, freedom);
    return constant.gammas
        + (constant.scale + logDeterminant) / 2
        + (freedom + d) / 2 * Math.log1p(mahalanobis / freedom);
  }

  /** Differential entropy of one dimension, nats. */
  static double entropy(double freedom, double squaredScale) {
    return entropy(1, freedom, Math.log(squaredScale));
  }

  /** Differential entropy of d dimensions, nats. */
  static double entropy(int d, double freedom, double logDeterminant) {
    return loss(0, d, freedom, logDeterminant)
        + (freedom + d) / 2 * (Digamma.value((freedom + d) / 2) - Digamma.value(freedom / 2));
  }
}
