// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LeastSquares;
import dev.sluice.models.mesa.LossHistogram;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.models.mesa.StepBin;
import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.MesaLearner;
import dev.sluice.schemas.MesaSnapshot;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Records of what the losses of a group come to. */
final class MesaSnapshots {
  /**
   * Learners times steps whose quantiles are told. With more a record would be larger than the
   * megabyte that Kafka's producers take, and what could be told without them would be lost.
   */
  static final int MOST_QUANTILES = 10_000;

  /** Of quantiles, which are not as exact: all digits of a double would be half of a record. */
  private static final MathContext DIGITS = new MathContext(4);

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

  /**
   * The snapshot of a group whose tokens have one number of entries.
   *
   * @param histograms of each bin of the table
   */
  static MesaSnapshot of(
      String group,
      Totals totals,
      LossTable table,
      long[][] histograms,
      List<Contender> contenders) {
    double[][] means = new double[contenders.size()][];
    for (int i = 0; i < means.length; i++) {
      int learner = i;
      means[i] =
          IntStream.rangeClosed(1, table.steps).mapToDouble(s -> table.mean(s, learner)).toArray();
    }
    int reference = reference(contenders);
    double floor = Truths.floor(totals.task(), totals.most());
    boolean hasQuantiles = (long) means.length * table.steps <= MOST_QUANTILES;
    List<MesaLearner> learners = new ArrayList<>();
    for (int i = 0; i < means.length; i++) {
      MesaLearner learner =
          learner(
              table,
              i,
              contenders.get(i).label(),
              means[i],
              isOfTheSame(table, i, reference) ? means[reference] : null,
              floor,
              totals);
      if (hasQuantiles) {
        learner.setQ05(quantiles(table, histograms, i, 0.05));
        learner.setMedian(quantiles(table, histograms, i, 0.5));
        learner.setQ95(quantiles(table, histograms, i, 0.95));
      }
      learners.add(learner);
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

  /** Where losses are older than their histogram, it does not count them all: null. */
  private static List<Double> quantiles(
      LossTable table, long[][] histograms, int learner, double p) {
    List<Double> quantiles = new ArrayList<>();
    for (int step = 1; step <= table.steps; step++) {
      long[] histogram = histograms[step - 1];
      boolean isWhole = LossHistogram.count(histogram, learner) == table.count(step, learner);
      double quantile = isWhole ? LossHistogram.quantile(histogram, learner, p) : Double.NaN;
      quantiles.add(
          Double.isFinite(quantile) ? new BigDecimal(quantile).round(DIGITS).doubleValue() : null);
    }
    return quantiles;
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
