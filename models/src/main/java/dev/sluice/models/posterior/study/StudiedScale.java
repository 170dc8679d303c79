// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.prior.ScorePrior;

/** How the prior of mechanisms is chosen in a study, above all its scale t. */
public enum StudiedScale {
  /** The default for variables of unit variance, as the published methods have it. */
  UNIT,
  /** By the evidence. */
  EVIDENCE,
  /** The default for what has the variance of the noise. */
  NOISE,
  /**
   * The prior of the program of Annadani et al. 2021, with the default scale: 10 degrees of freedom
   * up to 4 variables, 1,000 beyond, and a mean of 2 of every variable.
   */
  PAPER;

  private static final double PAPER_MEAN = 2;
  private static final double PAPER_ALPHA_W = 10;
  private static final double PAPER_ALPHA_W_BEYOND = 1_000;

  /** So many variables have the smaller number of degrees of freedom. */
  private static final int PAPER_SMALL = 4;

  /**
   * The prior but for its mean: alphaMu 1, alphaW d + 2 unless it is the paper's.
   *
   * @param d the number of variables
   * @param noise deviation of the noise
   */
  public ScorePrior prior(int d, double noise) {
    ScorePrior unit = ScorePrior.defaults(d);
    return switch (this) {
      case UNIT -> unit;
      case EVIDENCE ->
          new ScorePrior(
              unit.alphaMu(), unit.alphaW(), unit.priorScale(), true, unit.equivalentSampleSize());
      case NOISE -> unit.withScale(unit.priorScale() * noise * noise);
      case PAPER -> {
        double alphaW = d <= PAPER_SMALL ? PAPER_ALPHA_W : PAPER_ALPHA_W_BEYOND;
        double scale = ScorePrior.defaultScale(d, unit.alphaMu(), alphaW);
        yield new ScorePrior(unit.alphaMu(), alphaW, scale, false, unit.equivalentSampleSize());
      }
    };
  }

  /** The prior's mean of every variable. */
  public double mean() {
    return this == PAPER ? PAPER_MEAN : 0;
  }
}
