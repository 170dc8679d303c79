// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything the posterior over graphs needs of a stream of samples: one statistic per set of
 * targets (regime). Mutable, not thread-safe; its fields are public to be kept as state.
 *
 * <p>{@link #empty} is neutral, {@link #merge} is associative and, without forgetting, commutative;
 * any prefix, split or order of the samples gives the batch statistic up to rounding.
 *
 * <p>Forgetting multiplies the weight of every earlier sample by a factor for each new sample. A
 * regime's weights are brought up to date only when the regime is touched.
 *
 * <p>Memory is bounded. What would take more than {@link #MAX_BYTES} is reduced to the numbers of
 * samples by regime, and these, beyond {@link #MAX_REGIMES} regimes, to their sum: {@link #detail}
 * says so. That depends on the set of the samples alone, not on their order or split.
 */
public final class SufficientStatistics {
  /** About the most heap that sufficient statistics may take: 64 MiB. */
  public static final long MAX_BYTES = 64L << 20;

  /** The most regimes whose samples are counted apart once statistics take too much memory. */
  public static final int MAX_REGIMES = 1 << 16;

  /** The number of variables d. */
  public int dimension;

  /** By targets; empty if the domain is categorical. */
  public Map<VariableSet, GaussianStatistic> gaussian = new HashMap<>();

  /** By targets; empty if the domain is continuous. */
  public Map<VariableSet, CategoricalStatistic> categorical = new HashMap<>();

  /** Sum of ln(forgetting) over the observed samples: 0 without forgetting. */
  public double logRetention;

  /** What is remembered. */
  public Detail detail = Detail.SUFFICIENT;

  /** By targets, with {@link Detail#COUNTS}; else empty. */
  public Map<VariableSet, Long> counts = new HashMap<>();

  /** Samples observed, never forgotten. */
  public long observed;

  /** About the heap that the sufficient statistics take. */
  public long bytes;

  /** No part of the statistics. */
  private final transient TripleSums.Scratch scratch = new TripleSums.Scratch();

  /** For serializers; use {@link #empty}. */
  public SufficientStatistics() {}

  /** No samples. */
  public static SufficientStatistics empty(Domain domain) {
    SufficientStatistics statistics = new SufficientStatistics();
    statistics.dimension = domain.dimension();
    return statistics;
  }

  /**
   * Learns one sample: O(d^2) if continuous, amortised O(d) if categorical.
   *
   * @param values d numbers, or d category indices
   * @param targets the variables set by the experimenter
   * @param forgetting what earlier samples keep of their weight, above 0 and at most 1
   * @throws IllegalArgumentException if the sample does not belong to the domain
   */
  public void observe(Domain domain, double[] values, VariableSet targets, double forgetting) {
    checkDimension(domain.dimension());
    domain.check(values, targets);
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting must be above 0 and at most 1: " + forgetting);
    }
    if (forgetting < 1) {
      logRetention += Math.log(forgetting);
    }
    observed++;
    if (detail != Detail.SUFFICIENT) {
      count(targets, 1);
    } else if (domain.isCategorical()) {
      observeCategories(domain, values, targets);
    } else {
      observeNumbers(values, targets);
    }
  }

  private void observeCategories(Domain domain, double[] values, VariableSet targets) {
    CategoricalStatistic statistic = categorical.get(targets);
    if (statistic == null) {
      statistic = CategoricalStatistic.empty(domain.configurationWords());
      categorical.put(targets, statistic);
      bytes += StatisticBytes.REGIME;
    }
    int cells = statistic.size;
    statistic.retainUntil(logRetention).observe(domain.configuration(values));
    bytes += StatisticBytes.ofCells(statistic.size - cells, statistic.words);
    reduceBeyondBound();
  }

  private void observeNumbers(double[] values, VariableSet targets) {
    GaussianStatistic statistic = gaussian.get(targets);
    if (statistic == null) {
      statistic = GaussianStatistic.empty(dimension);
      gaussian.put(targets, statistic);
      bytes += StatisticBytes.ofMoments(dimension);
      reduceBeyondBound();
    }
    if (detail == Detail.SUFFICIENT) {
      statistic.retainUntil(logRetention).observe(values, scratch);
    } else {
      count(targets, 1);
    }
  }

  /**
   * The statistics of this one's samples followed by those of {@code later}, which forget this
   * one's as if observed after them. Neither is changed.
   */
  public SufficientStatistics merge(SufficientStatistics later) {
    return copy().absorb(later);
  }

  /**
   * Learns the samples of {@code later}, which is not changed, as {@link #merge} does, but at the
   * cost of the later samples only.
   *
   * @return this
   */
  public SufficientStatistics absorb(SufficientStatistics later) {
    later.checkDimension(dimension);
    observed += later.observed;
    logRetention += later.logRetention;
    if (detail != Detail.SUFFICIENT || later.detail != Detail.SUFFICIENT) {
      reduce(later.detail);
      later.observedByRegime().forEach(this::count);
      return this;
    }
    retain();
    later.gaussian.forEach(
        (targets, statistic) ->
            gaussian.merge(
                targets,
                statistic.copy().retainUntil(later.logRetention).dated(logRetention),
                GaussianStatistic::absorb));
    later.categorical.forEach(
        (targets, statistic) ->
            categorical.merge(
                targets,
                statistic.copy().retainUntil(later.logRetention).dated(logRetention),
                CategoricalStatistic::absorb));
    bytes = StatisticBytes.of(this);
    reduceBeyondBound();
    return this;
  }

  /** How many samples were observed, forgotten or not. */
  public long observed() {
    return observed;
  }

  /** Samples by regime (its targets), forgotten ones too; empty with {@link Detail#TOTAL}. */
  public SortedMap<VariableSet, Long> observedByRegime() {
    SortedMap<VariableSet, Long> byRegime = new TreeMap<>(counts);
    gaussian.forEach((targets, statistic) -> byRegime.put(targets, statistic.count));
    categorical.forEach((targets, statistic) -> byRegime.put(targets, statistic.count));
    return byRegime;
  }

  /** A copy that shares nothing with this one. */
  public SufficientStatistics copy() {
    SufficientStatistics copy = new SufficientStatistics();
    copy.dimension = dimension;
    copy.logRetention = logRetention;
    gaussian.forEach((targets, statistic) -> copy.gaussian.put(targets, statistic.copy()));
    categorical.forEach((targets, statistic) -> copy.categorical.put(targets, statistic.copy()));
    copy.detail = detail;
    copy.counts.putAll(counts);
    copy.observed = observed;
    copy.bytes = bytes;
    return copy;
  }

  /** A copy of the numbers of samples alone, with {@link Detail#COUNTS} at most. */
  public SufficientStatistics copyOfCounts() {
    SufficientStatistics copy = new SufficientStatistics();
    copy.dimension = dimension;
    copy.logRetention = logRetention;
    copy.observed = observed;
    copy.reduce(detail);
    observedByRegime().forEach(copy::count);
    return copy;
  }

  /** A copy in which the samples of every regime are forgotten up to the last sample of all. */
  public SufficientStatistics upToDate() {
    SufficientStatistics upToDate = copy();
    upToDate.retain();
    return upToDate;
  }

  private void retain() {
    gaussian.values().forEach(statistic -> statistic.retainUntil(logRetention));
    categorical.values().forEach(statistic -> statistic.retainUntil(logRetention));
  }

  /** Refuses a number of variables that is not this one's, by IllegalArgumentException. */
  public void checkDimension(int expected) {
    if (dimension != expected) {
      throw new IllegalArgumentException(
          "statistics of %d variables, not of %d".formatted(dimension, expected));
    }
  }

  private void reduceBeyondBound() {
    if (bytes > MAX_BYTES) {
      reduce(Detail.COUNTS);
    }
  }

  private void reduce(Detail atMost) {
    SortedMap<VariableSet, Long> byRegime = observedByRegime();
    gaussian.clear();
    categorical.clear();
    counts.clear();
    bytes = 0;
    boolean total = detail == Detail.TOTAL || atMost == Detail.TOTAL;
    detail = total ? Detail.TOTAL : Detail.COUNTS;
    byRegime.forEach(this::count);
  }

  private void count(VariableSet targets, long samples) {
    if (detail == Detail.TOTAL || samples == 0) {
      return;
    }
    counts.merge(targets, samples, Long::sum);
    if (counts.size() > MAX_REGIMES) {
      counts.clear();
      detail = Detail.TOTAL;
    }
  }
}
