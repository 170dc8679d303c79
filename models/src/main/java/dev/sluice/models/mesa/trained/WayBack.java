// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.util.List;

/**
 * The way back of one chunk of sequences, from errors of predictions to gradients of the mean loss
 * of a batch. Nothing is shared with other chunks.
 *
 * @param errors of all predictions: what was predicted less what came
 * @param gradient in each weight
 * @param byTokens gradient in the entries of tokens that were seen; null where it is not wanted
 */
record WayBack(Lanes errors, double[] gradient, Lanes byTokens) {

  /**
   * Whose mean the loss is.
   *
   * @param sequences of the batch, in all its chunks
   * @param scored whether a prediction counts, by step
   * @param terms how many of them do
   */
  record Mean(int sequences, boolean[] scored, int terms) {}

  /**
   * Forward and back.
   *
   * @param tokens a step more than is predicted from
   * @param throughTokens whether the gradient in tokens is wanted, which costs more
   */
  static WayBack of(
      SequenceModel model, double[] weights, Lanes tokens, Mean mean, boolean throughTokens) {
    int steps = mean.scored().length;
    Lanes seen = tokens.steps(0, steps);
    List<AttentionLayer.Pass> passes = model.forward(weights, Sequences.allJoined(steps), seen);
    Lanes last = SequenceModel.last(passes);
    Lanes errors = errors(model.predicted(weights, last), tokens.steps(1, steps));
    double[] gradient = new double[model.weights()];
    Lanes byOutput = model.byLast(weights, last, byPrediction(errors, mean), gradient);
    boolean embedded = model.architecture().tokens() == TokenForm.EMBEDDED;
    for (int l = passes.size() - 1; l >= 0; l--) {
      AttentionLayer layer = model.layer(l);
      AttentionLayer.Gradients gradients =
          layer.backward(weights, passes.get(l), byOutput, gradient);
      if (l > 0 || embedded || throughTokens) {
        byOutput = layer.byInput(weights, gradients);
      }
    }
    if (embedded) {
      LaneProducts.addOuter(byOutput, seen, gradient, 0);
    }
    return new WayBack(errors, gradient, throughTokens ? model.byTokens(weights, byOutput) : null);
  }

  private static Lanes errors(Lanes predicted, Lanes targets) {
    Lanes errors = Lanes.zero(predicted.features(), predicted.steps(), predicted.width());
    for (int r = 0; r < errors.rows().length; r++) {
      for (int b = 0; b < errors.width(); b++) {
        errors.rows()[r][b] = predicted.rows()[r][b] - targets.rows()[r][b];
      }
    }
    return errors;
  }

  private static Lanes byPrediction(Lanes errors, Mean mean) {
    Lanes by = Lanes.zero(errors.features(), errors.steps(), errors.width());
    for (int f = 0; f < by.features(); f++) {
      for (int t = 0; t < by.steps(); t++) {
        for (int b = 0; b < by.width() && mean.scored()[t]; b++) {
          by.row(f, t)[b] = errors.row(f, t)[b] / mean.sequences() / mean.terms();
        }
      }
    }
    return by;
  }

  /** Adds to each step's loss its share of the mean over sequences. */
  void addLosses(double[] losses, int sequences) {
    for (int f = 0; f < errors.features(); f++) {
      for (int t = 0; t < errors.steps(); t++) {
        for (double error : errors.row(f, t)) {
          losses[t] += error * error / 2 / sequences;
        }
      }
    }
  }

  /** Adds the gradient in weights. */
  void addGradient(double[] sum) {
    for (int w = 0; w < sum.length; w++) {
      sum[w] += gradient[w];
    }
  }
}
