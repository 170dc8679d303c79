// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.prior;

import dev.sluice.models.domain.Domain;

/**
 * The prior of the mechanisms' parameters.
 *
 * <p>BGe (continuous): normal-Wishart with prior mean 0 and prior matrix T0 = t I. The scale t
 * belongs to the units of the data: too large flattens the posterior, too small connects too much.
 *
 * @param alphaMu prior samples behind the mean, above 0
 * @param alphaW degrees of freedom of the Wishart, above d + 1
 * @param priorScale t, above 0
 * @param scaleByEvidence whether t is instead chosen by the exact evidence, from half decades
 *     around {@code priorScale} times the geometric mean of the variances
 * @param equivalentSampleSize prior samples of BDeu (categorical), above 0
 */
public record ScorePrior(
    double alphaMu,
    double alphaW,
    double priorScale,
    boolean scaleByEvidence,
    double equivalentSampleSize) {
  /**
   * Checks what can be checked without the number of variables.
   *
   * @throws IllegalArgumentException naming the parameter
   */
  public ScorePrior {
    checkPositive("alphaMu", alphaMu);
    checkPositive("alphaW", alphaW);
    checkPositive("priorScale", priorScale);
    checkPositive("equivalentSampleSize", equivalentSampleSize);
  }

  /** alphaMu = 1, alphaW = d + 2, hence t = 1/2; equivalent sample size 1. */
  public static ScorePrior defaults(int dimension) {
    double alphaW = dimension + 2.0;
    return new ScorePrior(1, alphaW, defaultScale(dimension, 1, alphaW), false, 1);
  }

  /**
   * t = alphaMu (alphaW - d - 1) / (alphaMu + 1): the usual scale for data of unit variance. Geiger
   * and Heckerman 2002, as used by Kuipers, Moffa and Heckerman 2014.
   */
  public static double defaultScale(int dimension, double alphaMu, double alphaW) {
    return alphaMu * (alphaW - dimension - 1) / (alphaMu + 1);
  }

  /** Whether the scale has yet to be chosen; categorical variables have none. */
  public boolean isScaleOpen(Domain domain) {
    return scaleByEvidence && !domain.isCategorical();
  }

  /** The same prior with another, fixed scale. */
  public ScorePrior withScale(double scale) {
    return new ScorePrior(alphaMu, alphaW, scale, false, equivalentSampleSize);
  }

  /** Refuses degrees of freedom too few for {@code dimension} variables. */
  public void checkDegreesOfFreedom(int dimension) {
    if (!(alphaW > dimension + 1)) {
      throw new IllegalArgumentException(
          "alphaW must be above d + 1 = %d: %s".formatted(dimension + 1, alphaW));
    }
  }

  private static void checkPositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be above 0 and finite: " + value);
    }
  }
}
