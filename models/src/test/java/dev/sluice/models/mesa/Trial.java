// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import dev.sluice.models.mesa.solve.Preconditioner;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import java.util.List;

/** Learners on sequences of a task, and their losses. */
final class Trial {
  private final List<Contender> contenders;
  private final LossTable table;

  private Trial(List<Contender> contenders) {
    this.contenders = List.copyOf(contenders);
    table = LossTable.of(contenders.size());
  }

  /** Losses of steps 1 to {@code steps}. */
  static Trial of(
      SequenceTask task, long seed, int sequences, int steps, List<Contender> contenders) {
    Trial trial = new Trial(contenders);
    Learners learners = new Learners(task.observed(), contenders);
    double[] losses = new double[contenders.size()];
    for (int number = 0; number < sequences; number++) {
      SimulatedSequence sequence = task.sequence(seed, number);
      SequenceState state = learners.start();
      learners.observe(state, 1, sequence.next(), sequence, losses);
      for (int step = 1; step <= steps; step++) {
        learners.observe(state, step + 1, sequence.next(), sequence, losses);
        trial.table.add(step, losses);
      }
    }
    return trial;
  }

  static Contender causal(Preconditioner preconditioner) {
    return Contender.causal(LeastSquares.onLast(preconditioner));
  }

  static Contender lagged(Preconditioner preconditioner) {
    return Contender.lagged(LeastSquares.onLast(preconditioner));
  }

  LossTable table() {
    return table;
  }

  double loss(Contender contender, int step) {
    return table.mean(step, contenders.indexOf(contender));
  }

  double error(Contender contender, int step) {
    return table.standardError(step, contenders.indexOf(contender));
  }

  double mean(Contender contender) {
    return table.meanOverSteps(table.steps, contenders.indexOf(contender));
  }
}
