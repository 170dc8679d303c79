// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.prior.ScorePrior;

/** How the scale t of the prior of mechanisms is chosen in a study. */
public enum StudiedScale {
  /** The default for variables of unit variance, as the published methods have it. */
  UNIT,
  /** By the evidence. */
  EVIDENCE,
  /** The default for what has the variance of the noise. */
  NOISE;

  /**
   * The prior: alphaMu 1, alphaW d + 2, mean 0.
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
    };
  }
}
