// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

/**
 * A change of what one scenario says about two models.
 *
 * @param pair the models
 * @param before the likelihoods so far, null if the scenario was not shared
 * @param after the likelihoods from now on, null if it is shared no longer
 */
public record PairChange(ModelPair pair, Values before, Values after) {

  /**
   * The marginal action likelihoods of two models in one scenario, in fixed point.
   *
   * @param x of the first model of the pair
   * @param y of the second
   */
  public record Values(long x, long y) {}

  /** The sums of the two models after the change. */
  public PairMoments apply(PairMoments moments) {
    PairMoments without = before == null ? moments : moments.minus(before);
    return after == null ? without : without.plus(after);
  }
}
