// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.statistics.Interval;
import dev.sluice.models.targeting.TargetingRule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * What outcomes of a {@link TargetingStudy} say of rules, system by system; runs that differ in the
 * luck of the rule alone are averaged first.
 *
 * @param outcomes of the families to be taken together
 */
public record TargetingComparison(List<TargetingOutcome> outcomes) {
  private static final double LEVEL = 0.95;

  /**
   * A mean over systems.
   *
   * @param mean of all
   * @param interval of Student's t at 95 %; blank with fewer than two
   */
  public record Estimate(double mean, Interval interval) {}

  /** A system. */
  private record Truth(String family, long seed) {}

  /** A run of a rule on a system. */
  private record Run(Truth truth, int stream) {}

  /** A number of each run, by system: the mean over its runs. */
  private Map<Truth, Double> means(
      TargetingRule rule, ToDoubleFunction<List<TargetingOutcome>> ofRun) {
    Map<Run, List<TargetingOutcome>> runs =
        outcomes.stream()
            .filter(outcome -> outcome.rule() == rule)
            .collect(
                Collectors.groupingBy(
                    outcome ->
                        new Run(new Truth(outcome.family(), outcome.seed()), outcome.stream()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return runs.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                run -> run.getKey().truth(),
                LinkedHashMap::new,
                Collectors.averagingDouble(run -> ofRun.applyAsDouble(run.getValue()))));
  }

  /** How far beliefs are from the true graph, by structural Hamming distance. */
  public enum Distance {
    /** Expected: the mean over rounds is called AUSHD in exact studies, EAUSHD in papers. */
    EXPECTED,
    /** Of the predicted graph: AUSHD in papers. */
    PREDICTED;

    private double area(List<TargetingOutcome> run) {
      return TargetingComparison.mean(
          run, this == EXPECTED ? TargetingOutcome::expectedShd : TargetingOutcome::predictedShd);
    }
  }

  /** Mean over systems of the mean distance after rounds 1, 2, ...: the area under its curve. */
  public Estimate area(TargetingRule rule, Distance distance) {
    return estimate(means(rule, distance::area).values());
  }

  /** The paired difference of {@link #area}: of a rule minus another. */
  public Estimate difference(TargetingRule rule, TargetingRule other, Distance distance) {
    return estimate(differences(rule, other, distance));
  }

  /** On how many of the systems a rule has a smaller area than another; a share. */
  public double wins(TargetingRule rule, TargetingRule other, Distance distance) {
    List<Double> differences = differences(rule, other, distance);
    return differences.stream().filter(difference -> difference < 0).count()
        / (double) differences.size();
  }

  private List<Double> differences(TargetingRule rule, TargetingRule other, Distance distance) {
    Map<Truth, Double> others = means(other, distance::area);
    return means(rule, distance::area).entrySet().stream()
        .map(entry -> entry.getValue() - others.get(entry.getKey()))
        .toList();
  }

  /** Mean over systems of the mean entropy after rounds 1, 2, ..., nats. */
  public Estimate entropy(TargetingRule rule) {
    return estimate(means(rule, run -> mean(run, TargetingOutcome::entropy)).values());
  }

  /**
   * Mean over systems of the rows after which the expected SHD is at most 1 for the first time; one
   * round more than there was where it never is.
   */
  public Estimate rowsToOne(TargetingRule rule) {
    return estimate(means(rule, TargetingComparison::rowsToOne).values());
  }

  /**
   * Realised over predicted gain, of all rounds in which more than so much was predicted; NaN
   * without any.
   */
  public double calibration(TargetingRule rule, double least) {
    List<TargetingOutcome> predicted = rounds(rule, outcome -> outcome.predictedGain() > least);
    double realised = predicted.stream().mapToDouble(TargetingOutcome::realisedGain).sum();
    return realised / predicted.stream().mapToDouble(TargetingOutcome::predictedGain).sum();
  }

  /** How many rounds {@link #calibration} is of. */
  public long predictions(TargetingRule rule, double least) {
    return rounds(rule, outcome -> outcome.predictedGain() > least).size();
  }

  /**
   * Mean over systems of the share of decisions in which GIT chooses as it would if it were told
   * what draws look like.
   */
  public Estimate agreement() {
    return estimate(
        means(
                TargetingRule.GIT,
                run -> mean(run, each -> each.target() == each.privileged() ? 1 : 0))
            .values());
  }

  /** Mean milliseconds of a decision. */
  public double decisionMillis(TargetingRule rule) {
    return rounds(rule, outcome -> true).stream()
        .mapToDouble(TargetingOutcome::decisionMillis)
        .average()
        .orElse(Double.NaN);
  }

  /**
   * Where a loop would have stopped: after the second round in a row whose predicted gain is below
   * so many nats per row.
   *
   * @param rounds mean number of rounds
   * @param expectedShd mean at the stop
   * @param atEnd the same after all rounds
   */
  public record Stop(double rounds, double expectedShd, double atEnd) {}

  /** See {@link Stop}. */
  public Stop stop(TargetingRule rule, double natsPerRow) {
    double rounds = estimate(means(rule, run -> stopped(run, natsPerRow).round()).values()).mean();
    double shd =
        estimate(means(rule, run -> stopped(run, natsPerRow).expectedShd()).values()).mean();
    double end =
        estimate(means(rule, run -> run.get(run.size() - 1).expectedShd()).values()).mean();
    return new Stop(rounds, shd, end);
  }

  private static TargetingOutcome stopped(List<TargetingOutcome> run, double natsPerRow) {
    int below = 0;
    for (int i = 1; i < run.size(); i++) {
      double rows = run.get(i).rows() - run.get(i - 1).rows();
      below = run.get(i).predictedGain() / rows < natsPerRow ? below + 1 : 0;
      if (below == 2) {
        return run.get(i);
      }
    }
    return run.get(run.size() - 1);
  }

  private static double mean(List<TargetingOutcome> run, ToDoubleFunction<TargetingOutcome> value) {
    return run.stream()
        .filter(outcome -> outcome.round() > 0)
        .mapToDouble(value)
        .average()
        .orElse(Double.NaN);
  }

  private static double rowsToOne(List<TargetingOutcome> run) {
    int last = run.get(run.size() - 1).rows();
    double more = last + last / (run.size() - 1.0);
    return run.stream()
        .filter(outcome -> outcome.expectedShd() <= 1)
        .mapToDouble(TargetingOutcome::rows)
        .findFirst()
        .orElse(more);
  }

  private List<TargetingOutcome> rounds(TargetingRule rule, Predicate<TargetingOutcome> condition) {
    return outcomes.stream()
        .filter(outcome -> outcome.rule() == rule && outcome.round() > 0)
        .filter(condition)
        .toList();
  }

  private static Estimate estimate(Collection<Double> values) {
    double[] each = values.stream().mapToDouble(Double::doubleValue).toArray();
    double mean = Mean.of(each).getAsDouble();
    double error = StandardDeviation.of(each).getAsDouble() / Math.sqrt(each.length);
    return new Estimate(mean, Interval.student(mean, error, each.length, LEVEL));
  }
}
