// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

/**
 * What a model was found to be like.
 *
 * @param subject the model
 * @param closest the algorithm whose predictions are closest
 * @param second the one that is next; empty if there is none
 * @param distance normalised distance of predictions from the closest
 * @param margin by how much the second is farther; null if there is none
 * @param lossGap what the model loses more than the closest, as a share of its loss
 * @param best the algorithm that loses least, whatever it predicts
 * @param gapToBest what the model loses more than that one, as a share of its loss
 * @param jacobian local Jacobians, the model's and the closest algorithm's
 * @param interpolationGap of {@link Interpolation}; NaN of a model that does not compress
 */
public record Findings(
    Subject subject,
    String closest,
    String second,
    Estimate distance,
    Estimate margin,
    Estimate lossGap,
    String best,
    Estimate gapToBest,
    LocalJacobian jacobian,
    double interpolationGap) {

  /** Whether the closest algorithm and the second cannot be told apart on these sequences. */
  public boolean isSecondAsClose() {
    return margin != null && !(margin.interval().lower() > 0);
  }

  /** Whether it loses less than the best algorithm by more than a margin: who knows W can. */
  public boolean beatsTheBest(Margins margins) {
    return gapToBest.interval().upper() < -margins.lossGap();
  }
}
