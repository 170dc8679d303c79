// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.util.Arrays;

/**
 * The loss of a batch of sequences and its gradient.
 *
 * @param losses the mean over sequences of the loss of each prediction, the first after one token
 * @param gradient of the mean over predictions and sequences, in each weight
 */
public record LossGradient(double[] losses, double[] gradient) {

  /** The mean over predictions. */
  public double mean() {
    return Arrays.stream(losses).sum() / losses.length;
  }
}
