// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import static dev.sluice.models.mesa.verdict.VerdictFixtures.function;
import static dev.sluice.models.mesa.verdict.VerdictFixtures.gd;
import static dev.sluice.models.mesa.verdict.VerdictFixtures.learner;
import static dev.sluice.models.mesa.verdict.VerdictFixtures.times;

import dev.sluice.models.mesa.StepBin;
import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.mesa.task.SequenceTask;
import java.util.ArrayList;
import java.util.List;

/** One prediction of a model and of four algorithms, the last of which predicts 0. */
record ComparedToken(int bin, int block, double[] token, double[] ofModel, double[][] others) {
  static final int STEPS = 12;
  static final HeldOut SEQUENCES = HeldOut.of(SequenceTask.linear(3), 1, 0, 40, STEPS);
  static final Predictor MODEL = function("most of it", (token, truth) -> times(0.8, token));
  static final List<Predictor> ALGORITHMS =
      List.of(
          gd(0.1),
          function("all of it", (token, truth) -> token),
          learner(new ExactRidge(0.1)),
          function("nothing", (token, truth) -> new double[3]));

  /** Of {@link #SEQUENCES}, one after the other. */
  static List<ComparedToken> all() {
    double[][][] ofModel = MODEL.predictions(SEQUENCES);
    List<double[][][]> others = ALGORITHMS.stream().map(a -> a.predictions(SEQUENCES)).toList();
    List<ComparedToken> tokens = new ArrayList<>();
    for (int b = 0; b < SEQUENCES.count(); b++) {
      for (int t = 0; t < STEPS; t++) {
        int sequence = b;
        int step = t;
        tokens.add(
            new ComparedToken(
                StepBin.of(t + 1),
                RunningComparison.block("sequence-" + b),
                SEQUENCES.tokens()[b][t + 1],
                ofModel[b][t],
                others.stream().map(of -> of[sequence][step]).toArray(double[][]::new)));
      }
    }
    return tokens;
  }

  static RunningComparison of(List<ComparedToken> tokens) {
    RunningComparison comparison =
        RunningComparison.of(tokens.isEmpty() ? ALGORITHMS.size() : tokens.get(0).others.length);
    tokens.forEach(t -> comparison.add(t.bin, t.block, t.token, t.ofModel, t.others));
    return comparison;
  }
}
