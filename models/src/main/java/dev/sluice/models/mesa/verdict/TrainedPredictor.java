// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.task.SimulatedSequence;
import dev.sluice.models.mesa.trained.SequenceModel;

/** A model with its weights. */
public record TrainedPredictor(String label, SequenceModel model, double[] weights)
    implements Predictor {

  @Override
  public double[][][] predictions(HeldOut sequences) {
    return model.predictions(weights, sequences.seen());
  }

  @Override
  public double[][] afterOthers(double[][] prefix, SimulatedSequence truth, double[][] lasts) {
    int last = prefix.length - 1;
    double[][][] sequences = new double[lasts.length][][];
    for (int i = 0; i < lasts.length; i++) {
      sequences[i] = prefix.clone();
      sequences[i][last] = lasts[i];
    }
    double[][][] predicted = model.predictions(weights, sequences);
    double[][] after = new double[lasts.length][];
    for (int i = 0; i < lasts.length; i++) {
      after[i] = predicted[i][last];
    }
    return after;
  }
}
