// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LeastSquares;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.models.mesa.StepBin;
import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.MesaLearner;
import dev.sluice.schemas.MesaSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Records of what the losses of a group come to. */
final class MesaSnapshots {

  private MesaSnapshots() {}

  /**
   * Why the losses of a group's sequences cannot be compared, nor their mean mean anything; null if
   * they can. It is nobody's error, and nothing rests.
   */
  static Failure incomparable(Totals totals, long now) {
    return totals.least() == totals.most()
        ? null
        : new Failure(
            FailureReason.UNSUPPORTED,
            "its sequences have tokens of %d to %d entries, whose losses cannot be compared"
                .formatted(totals.least(), totals.most()),
            now);
  }

  /** The snapshot of a group whose tokens have one number of entries. */
  static MesaSnapshot of(String group, Totals totals, LossTable table, List<Contender> contenders) {
    double[][] means = new double[contenders.size()][];
    for (int i = 0; i < means.length; i++) {
      int learner = i;
      means[i] =
          IntStream.rangeClosed(1, table.steps).mapToDouble(s -> table.mean(s, learner)).toArray();
    }
    int reference = reference(contenders);
    double floor = Truths.floor(totals.task(), totals.most());
    List<MesaLearner> learners = new ArrayList<>();
    for (int i = 0; i < means.length; i++) {
      learners.add(
          learner(
              table,
              i,
              contenders.get(i).label(),
              means[i],
              isOfTheSame(table, i, reference) ? means[reference] : null,
              floor,
              totals));
    }
    MesaSnapshot snapshot =
        begun(group, totals)
            .setDimension(totals.most())
            .setTask(totals.task().isEmpty() ? null : totals.task())
            .setFloor(orNull(floor))
            .setReference(reference < 0 ? null : contenders.get(reference).label())
            .setSteps(IntStream.rangeClosed(1, table.steps).mapToObj(StepBin::first).toList())
            .setLearners(learners)
            .build();
    Failures.requireFinite(snapshot);
    return snapshot;
  }

  /** The first that is causal ridge regression; -1 if there is none. */
  private static int reference(List<Contender> contenders) {
    for (int i = 0; i < contenders.size(); i++) {
      if (contenders.get(i).timing() == Contender.Timing.CAUSAL
          && contenders.get(i).learner() instanceof LeastSquares regression
          && regression.preconditioner() instanceof ExactRidge) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a learner has predicted what the reference has, as an oracle need not. */
  private static boolean isOfTheSame(LossTable table, int learner, int reference) {
    return reference >= 0
        && IntStream.rangeClosed(1, table.steps)
            .allMatch(step -> table.count(step, learner) == table.count(step, reference));
  }

  private static MesaLearner learner(
      LossTable table,
      int learner,
      String label,
      double[] means,
      double[] reference,
      double floor,
      Totals totals) {
    double mean = meanOverSteps(means);
    double ofReference = reference == null ? Double.NaN : meanOverSteps(reference);
    return MesaLearner.newBuilder()
        .setLearner(label)
        .setN(
            IntStream.rangeClosed(1, table.steps)
                .mapToObj(step -> table.count(step, learner))
                .toList())
        .setMean(Arrays.stream(means).mapToObj(MesaSnapshots::orNull).toList())
        .setStandardError(
            IntStream.rangeClosed(1, table.steps)
                .mapToObj(step -> orNull(table.standardError(step, learner)))
                .toList())
        .setMeanOverSteps(orNull(mean))
        .setRatioToRidge(orNull(mean / ofReference))
        .setRatioToFloor(orNull(mean / floor))
        .setRegret(orNull(regret(means, reference)))
        .setResidual(orNull(at(totals.residuals(), learner)))
        .setConditioning(orNull(at(totals.conditioning(), learner)))
        .build();
  }

  /** As {@link LossTable#meanOverSteps}, of all steps that are bins of their own. */
  private static double meanOverSteps(double[] means) {
    int last = Math.min(means.length, StepBin.SINGLE);
    double sum = 0;
    for (int i = 0; i < last; i++) {
      sum += means[i];
    }
    return sum / last;
  }

  /** As {@link LossTable#regret}. */
  private static double regret(double[] means, double[] reference) {
    int last = Math.min(means.length, StepBin.SINGLE);
    if (reference == null || last == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < last; i++) {
      sum += means[i] - reference[i];
    }
    return sum;
  }

  private static double at(double[] numbers, int learner) {
    return numbers.length == 0 ? Double.NaN : numbers[learner];
  }

  private static Double orNull(double number) {
    return Double.isFinite(number) ? number : null;
  }

  /** The snapshot of a group that has no results: what was counted, and why. */
  static MesaSnapshot failed(String group, Totals totals, Failure failure) {
    return begun(group, totals)
        .setFailure(failure.text())
        .setFailureReason(failure.reason())
        .build();
  }

  private static MesaSnapshot.Builder begun(String group, Totals totals) {
    return MesaSnapshot.newBuilder()
        .setGroup(group)
        .setAsOf(totals.asOf())
        .setSequences(totals.sequences())
        .setTokens(totals.tokens())
        .setDuplicates(totals.duplicates());
  }
}
