// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.task.SimulatedSequence;

/** Who predicts tokens: a model with its weights, or an algorithm. */
public interface Predictor {

  /** Its name in tables. */
  String label();

  /** What it expects after each token: sequence, step, entry, of {@link HeldOut#length} steps. */
  double[][][] predictions(HeldOut sequences);

  /**
   * What it expects after the last token of a sequence, if that were another.
   *
   * @param prefix tokens up to the last, which stay as they are
   * @param truth of the sequence
   * @param lasts other last tokens
   * @return a prediction for each of them
   */
  double[][] afterOthers(double[][] prefix, SimulatedSequence truth, double[][] lasts);
}
