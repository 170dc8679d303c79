// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.contingency.ContingencyTables;
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
 * <p>Memory is bounded. What would take more than {@link #MAX_BYTES} goes into tables of families
 * of at most {@link #maxParents} parents, if the variables are categorical, nothing is forgotten
 * and tables fit; else only the numbers of samples by regime are left, and of these, beyond {@link
 * #MAX_REGIMES} regimes, their sum: {@link #detail} says so. That depends on the set of the samples
 * alone, not on their order or split.
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

  /** By targets: samples of which nothing more is left, or that are in tables. */
  public Map<VariableSet, Long> counts = new HashMap<>();

  /** Samples observed, never forgotten. */
  public long observed;

  /** About the heap that the sufficient statistics take. */
  public long bytes;

  /** By variable; empty if there can be no tables. */
  public int[] categories = {};

  /** The most parents of a family in tables, those to come or those there are. */
  public int maxParents;

  /** With {@link Detail#FAMILIES}, unless they are kept elsewhere; else null. */
  public ContingencyTables tables;

  /** What of {@link #bytes} tables take, and the numbers of samples beside them; else 0. */
  public long tableBytes;

  private final transient TripleSums.Scratch scratch = new TripleSums.Scratch();

  /** For serializers; use {@link #empty}. */
  public SufficientStatistics() {}

  /** No samples; of all numbers of parents. */
  public static SufficientStatistics empty(Domain domain) {
    return empty(domain, domain.dimension() - 1);
  }

  /** No samples; if need be only what a prior with at most so many parents wants to know. */
  public static SufficientStatistics empty(Domain domain, int maxParents) {
    SufficientStatistics statistics = new SufficientStatistics();
    statistics.dimension = domain.dimension();
    return statistics.limitParents(domain, maxParents);
  }

  /** This, with another limit of tables to come; those there are stay. */
  public SufficientStatistics limitParents(Domain domain, int most) {
    checkDimension(domain.dimension());
    if (detail == Detail.SUFFICIENT) {
      categories = domain.categories();
      maxParents = Math.min(most, dimension - 1);
    }
    return this;
  }

  /**
   * Learns one sample: O(d^2) if continuous, amortised O(d) if categorical and not in tables.
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
      StatisticBounds.keep(this);
    }
    observed++;
    if (domain.isCategorical() && !detail.isWithoutPosterior()) {
      CategoricalStatistic statistic = StatisticBounds.ofCategories(this, targets, domain);
      int cells = statistic.size;
      statistic.retainUntil(logRetention).observe(domain.configuration(values));
      bytes += StatisticBounds.ofCells(statistic.size - cells, statistic.words);
      StatisticBounds.keep(this);
      return;
    }
    GaussianStatistic statistic = StatisticBounds.ofNumbers(this, targets);
    if (statistic == null) {
      StatisticBounds.count(this, targets, 1);
    } else {
      statistic.retainUntil(logRetention).observe(values, scratch);
    }
  }

  /** The statistics of this one's samples followed by those of {@code later}. Neither changes. */
  public SufficientStatistics merge(SufficientStatistics later) {
    return copy().absorb(later);
  }

  /**
   * Learns the samples of {@code later}, which is not changed, as if observed after this one's; at
   * the cost of the later samples only.
   *
   * @return this
   * @throws IllegalStateException if {@link #needsTables} and they are kept elsewhere
   */
  public SufficientStatistics absorb(SufficientStatistics later) {
    later.checkDimension(dimension);
    observed += later.observed;
    logRetention += later.logRetention;
    StatisticBounds.keep(this);
    if (detail.isWithoutPosterior()
        || later.detail.isWithoutPosterior()
        || (later.detail == Detail.FAMILIES && logRetention != 0)) {
      StatisticBounds.reduce(this, later.detail);
      StatisticBounds.count(this, later.observedByRegime());
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
    if (later.detail == Detail.FAMILIES) {
      StatisticBounds.absorbTables(this, later);
    }
    StatisticBounds.weigh(this);
    StatisticBounds.keep(this);
    return this;
  }

  /** Whether {@link #absorb} takes the tables, which then may not be kept elsewhere. */
  public boolean needsTables(SufficientStatistics later) {
    return StatisticBounds.needTables(this, later);
  }

  /** How many samples were observed, forgotten or not. */
  public long observed() {
    return observed;
  }

  /** Samples by regime (its targets), forgotten ones too; empty with {@link Detail#TOTAL}. */
  public SortedMap<VariableSet, Long> observedByRegime() {
    SortedMap<VariableSet, Long> byRegime = new TreeMap<>(counts);
    gaussian.forEach((targets, of) -> byRegime.merge(targets, of.count, Long::sum));
    categorical.forEach((targets, of) -> byRegime.merge(targets, of.count, Long::sum));
    return byRegime;
  }

  /** A copy that shares nothing with this one. */
  public SufficientStatistics copy() {
    SufficientStatistics copy = copyWithoutSamples();
    gaussian.forEach((targets, statistic) -> copy.gaussian.put(targets, statistic.copy()));
    categorical.forEach((targets, statistic) -> copy.categorical.put(targets, statistic.copy()));
    copy.detail = detail;
    copy.counts.putAll(counts);
    copy.bytes = bytes;
    copy.tableBytes = tableBytes;
    copy.tables = tables == null ? null : tables.copy();
    return copy;
  }

  /** A copy of the numbers of samples alone, with {@link Detail#COUNTS} at most. */
  public SufficientStatistics copyOfCounts() {
    SufficientStatistics copy = copyWithoutSamples();
    StatisticBounds.reduce(copy, detail);
    StatisticBounds.count(copy, observedByRegime());
    return copy;
  }

  private SufficientStatistics copyWithoutSamples() {
    SufficientStatistics copy = new SufficientStatistics();
    copy.dimension = dimension;
    copy.logRetention = logRetention;
    copy.observed = observed;
    copy.categories = categories;
    copy.maxParents = maxParents;
    return copy;
  }

  /** A copy, forgotten up to the last sample of all regimes; all in tables if there are any. */
  public SufficientStatistics upToDate() {
    SufficientStatistics upToDate = copy();
    upToDate.retain();
    if (detail == Detail.FAMILIES) {
      StatisticBounds.fold(upToDate);
    }
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
}
