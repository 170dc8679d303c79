// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import dev.sluice.models.mesa.task.SequenceTask.Dynamics;
import dev.sluice.models.mesa.task.SimulatedSequence;

/**
 * The oracle that knows W and f: it predicts W f(s), clipped as states are, and of pairs, whose
 * every second token follows from nothing, 0 for that. Its loss is what cannot be avoided. It does
 * not predict where a token does not show all of the state: see {@link KalmanFilter}.
 */
public record TrueTransition() implements InContextLearner {

  @Override
  public String label() {
    return "oracle";
  }

  @Override
  public boolean predicts(SimulatedSequence truth) {
    return truth != null && truth.task().mixing() == 0;
  }

  @Override
  public void predict(TokenContext context, int at, int to) {
    double[][] transition = context.truth.transition();
    double[] features = context.truth.features(context.token);
    double clip = context.truth.task().clip();
    boolean ofPairs = context.truth.task().dynamics() == Dynamics.PAIRS;
    double known = ofPairs && context.step % 2 == 0 ? 0 : 1;
    for (int i = 0; i < context.dimension; i++) {
      double sum = 0;
      for (int j = 0; j < features.length; j++) {
        sum += known * transition[i][j] * features[j];
      }
      context.numbers[to + i] = Math.max(-clip, Math.min(clip, sum));
    }
  }
}
