// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

/**
 * The conjugate prior of Gaussian mechanisms, about variables of mean 0 and deviation 1.
 *
 * @param precision of every coefficient (of the mean, for a joint Gaussian) in units of the noise's
 *     precision, above 0; also the least pivot of a regression's normal equations
 * @param shape of the inverse gamma distribution of a regression's noise variance, above 0
 * @param rate of the same, above 0: the floor of what is known of the noise
 * @param outliers the share of samples that a regression thinks may be anything, below 1; 0 for a
 *     mechanism that is normal and nothing else
 */
public record GaussianPrior(double precision, double shape, double rate, double outliers) {
  /** A prior that weighs one sample of unit variance. */
  public static final GaussianPrior UNIT = new GaussianPrior(1, 1, 1, 0);

  /**
   * A prior that leaves what is learned to the data: 2^-20 of a sample for every coefficient, half
   * a degree of freedom for the noise. Columns that follow from others keep a noise of 1e-5
   * deviations, which is far above what rounding leaves of them. One sample in 100,000 may be
   * anything: less than detectors of changes could take for one.
   */
  public static final GaussianPrior DIFFUSE = new GaussianPrior(0x1p-20, 0.5, 0x1p-33, 1e-5);
}
