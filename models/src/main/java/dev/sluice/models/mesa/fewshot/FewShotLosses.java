// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.fewshot;

/**
 * Losses of predicting y by the number of the pair, that of the first at 0: half squared errors,
 * means over prompts.
 *
 * @param label of a form of prompts, or of an algorithm
 * @param losses by pair
 * @param standardErrors of these means
 * @param learned entries of learned tokens: EOS, then those of the prefix; empty if there are none
 */
public record FewShotLosses(
    String label, double[] losses, double[] standardErrors, double[] learned) {

  /** That of a pair, numbered from 1. */
  public double at(int pair) {
    return losses[pair - 1];
  }

  /** The pair whose y is predicted worst; the first of such. */
  public int worst() {
    int worst = 1;
    for (int pair = 2; pair <= losses.length; pair++) {
      worst = at(pair) > at(worst) ? pair : worst;
    }
    return worst;
  }

  /** How much the loss rises before it falls: the largest over that of the first pair, less 1. */
  public double ascent() {
    return at(worst()) / at(1) - 1;
  }
}
