// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import java.util.Arrays;
import java.util.List;

/** Adds what was predicted to the tallies of every model class and scope. */
final class Scoring {
  private final List<Contender> contenders;
  private final AdaptationSettings settings;
  private final double[] unknown;

  /** For d variables. */
  Scoring(List<Contender> contenders, int d, AdaptationSettings settings) {
    this.contenders = contenders;
    this.settings = settings;
    unknown = new double[d];
    Arrays.fill(unknown, Double.NaN);
  }

  /** Scores a batch by the predictions made for it, before it is learned. */
  void score(AdaptationState state, List<Observation> batch, Predictions predictions) {
    long compared = state.samples() - settings.burnIn();
    long shots = Math.min(compared, state.samples() - state.regime().since());
    for (int s = 0; s < batch.size(); s++) {
      int stretch = Tally.stretch(shots + s + 1);
      score(state, predictions, s, stretch);
      double[] oracle = batch.get(s).oracle();
      state
          .truth()
          .add(0, oracle.length == 0 ? unknown : oracle, state.regime().targets(), true, stretch);
      if ((compared + s + 1) % settings.window() == 0) {
        closeWindow(state);
      }
    }
  }

  private void score(AdaptationState state, Predictions predictions, int s, int stretch) {
    for (int c = 0; c < contenders.size(); c++) {
      Contender contender = contenders.get(c);
      boolean variables = contender.model().terms() == unknown.length;
      Tally tally = state.learners().get(c).tally();
      Frame frame = state.frame();
      double[] logScales = frame.isEmpty() ? null : frame.logScales(contender.model().terms());
      for (Scope scope : Scope.values()) {
        if (contender.has(scope)) {
          double[] losses = predictions.losses(c, scope)[s];
          tally.add(
              scope.index(),
              logScales == null ? losses : inUnits(losses, logScales),
              state.regime().targets(),
              variables,
              stretch);
        }
      }
    }
  }

  /** Losses in the data's units of those in the frame's coordinates. */
  private static double[] inUnits(double[] losses, double[] logScales) {
    double[] told = losses.clone();
    for (int i = 0; i < told.length; i++) {
      told[i] += logScales[i];
    }
    return told;
  }

  private static void closeWindow(AdaptationState state) {
    state.learners().forEach(learner -> learner.tally().closeWindow());
    state.truth().closeWindow();
    MechanismWatch.closeWindow(state.watch());
  }
}
