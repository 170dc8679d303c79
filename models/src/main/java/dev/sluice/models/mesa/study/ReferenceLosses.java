// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.study;

import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.Learners;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.models.mesa.SequenceState;
import dev.sluice.models.mesa.StepBin;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import dev.sluice.models.mesa.verdict.AlgorithmDistances;
import dev.sluice.models.mesa.verdict.Algorithms;
import dev.sluice.models.mesa.verdict.HeldOut;
import dev.sluice.models.mesa.verdict.LearnerPredictor;
import java.util.ArrayList;
import java.util.List;

/**
 * Losses of all learners on sequences of a task, that models are put beside.
 *
 * @param contenders baselines and oracles first, then algorithms, in the order of the table
 */
public record ReferenceLosses(SequenceTask task, List<Contender> contenders, LossTable table) {
  /** Predictions of all algorithms are kept at once. */
  private static final int DISTANCES = 300;

  /**
   * On the sequences that models of a seed are compared on.
   *
   * @param length predictions of a sequence, from 1 to {@link StepBin#SINGLE}
   */
  public static ReferenceLosses of(SequenceTask task, long seed, int sequences, int length) {
    List<Contender> contenders = new ArrayList<>(Algorithms.references(task));
    contenders.addAll(Algorithms.of(task));
    Learners learners = new Learners(task.observed(), contenders);
    LossTable table = LossTable.of(contenders.size());
    double[] losses = new double[contenders.size()];
    for (int number = 0; number < sequences; number++) {
      SimulatedSequence sequence = task.sequence(seed, StudiedModel.HELD_OUT + number);
      SequenceState state = learners.start();
      learners.observe(state, 1, sequence.next(), sequence, losses);
      for (int step = 1; step <= length; step++) {
        learners.observe(state, step + 1L, sequence.next(), sequence, losses);
        table.add(step, losses);
      }
    }
    return new ReferenceLosses(task, List.copyOf(contenders), table);
  }

  /** How far the algorithms are from each other, on a part of the sequences. */
  public static AlgorithmDistances distances(
      SequenceTask task, long seed, int sequences, int length) {
    return AlgorithmDistances.of(
        HeldOut.of(task, seed, StudiedModel.HELD_OUT, Math.min(DISTANCES, sequences), length),
        Algorithms.of(task).stream().map(LearnerPredictor::new).toList());
  }

  /** A learner's name in tables. */
  public String label(int learner) {
    return contenders.get(learner).label();
  }

  /** Its mean loss over all steps. */
  public double mean(int learner) {
    return table.meanOverSteps(table.steps, learner);
  }

  /** Its mean loss at the last step. */
  public double last(int learner) {
    return table.mean(table.steps, learner);
  }
}
