// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.Learners;
import dev.sluice.models.mesa.SequenceState;
import dev.sluice.models.mesa.task.SimulatedSequence;
import java.util.List;

/** An algorithm that learns in context. */
public record LearnerPredictor(Contender contender) implements Predictor {

  @Override
  public String label() {
    return contender.label();
  }

  @Override
  public double[][][] predictions(HeldOut sequences) {
    Learners learners = learners(sequences.tokens()[0]);
    double[][][] predictions = new double[sequences.count()][sequences.length()][];
    double[] loss = new double[1];
    for (int b = 0; b < predictions.length; b++) {
      SequenceState state = learners.start();
      for (int t = 0; t < predictions[b].length; t++) {
        double[] token = sequences.tokens()[b][t];
        learners.observe(state, t + 1L, token, sequences.truths().get(b), loss);
        predictions[b][t] = learners.prediction(state, 0);
      }
    }
    return predictions;
  }

  @Override
  public double[][] afterOthers(double[][] prefix, SimulatedSequence truth, double[][] lasts) {
    Learners learners = learners(prefix);
    double[] loss = new double[1];
    SequenceState before = learners.start();
    for (int t = 0; t < prefix.length - 1; t++) {
      learners.observe(before, t + 1L, prefix[t], truth, loss);
    }
    double[][] after = new double[lasts.length][];
    for (int i = 0; i < lasts.length; i++) {
      SequenceState state = before.copy();
      learners.observe(state, prefix.length, lasts[i], truth, loss);
      after[i] = learners.prediction(state, 0);
    }
    return after;
  }

  private Learners learners(double[][] tokens) {
    return new Learners(tokens[0].length, List.of(contender));
  }
}
