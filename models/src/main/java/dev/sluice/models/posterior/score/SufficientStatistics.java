// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything the posterior over graphs needs of a stream of samples: one statistic per regime, that
 * is, per set of intervention targets (a bit mask, 0 = observational). Mutable and not thread-safe;
 * a plain object with public fields so that stream engines can keep it as state.
 *
 * <p>{@link #empty} is neutral, {@link #merge} is associative and, without forgetting, commutative;
 * after any prefix, split or order of the samples the statistic is the batch statistic up to
 * rounding.
 *
 * <p>Forgetting multiplies the weight of every earlier sample by a factor for each new sample. A
 * regime's weights are brought up to date only when the regime is touched.
 */
public final class SufficientStatistics {
  /** The number of variables d. */
  public int dimension;

  /** By targets; empty if the domain is categorical. */
  public Map<Long, GaussianStatistic> gaussian = new HashMap<>();

  /** By targets; empty if the domain is continuous. */
  public Map<Long, CategoricalStatistic> categorical = new HashMap<>();

  /** Sum of ln(forgetting) over the observed samples: 0 without forgetting. */
  public double logRetention;

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
   * @param targets bit mask of the variables set by the experimenter
   * @param forgetting what earlier samples keep of their weight, above 0 and at most 1 (nothing
   *     forgotten)
   * @throws IllegalArgumentException if the sample does not belong to the domain
   */
  public void observe(Domain domain, double[] values, long targets, double forgetting) {
    checkDimension(domain.dimension());
    domain.check(values, targets);
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting must be above 0 and at most 1: " + forgetting);
    }
    if (forgetting < 1) {
      logRetention += Math.log(forgetting);
    }
    if (domain.isCategorical()) {
      categorical
          .computeIfAbsent(targets, regime -> CategoricalStatistic.empty())
          .retainUntil(logRetention)
          .observe(domain.configuration(values));
    } else {
      gaussian
          .computeIfAbsent(targets, regime -> GaussianStatistic.empty(dimension))
          .retainUntil(logRetention)
          .observe(values);
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
    logRetention += later.logRetention;
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
    return this;
  }

  /** How many samples were observed, forgotten or not. */
  public long observed() {
    return observedByRegime().values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many samples were observed per regime (bit mask of targets), forgotten or not. */
  public SortedMap<Long, Long> observedByRegime() {
    SortedMap<Long, Long> observed = new TreeMap<>();
    gaussian.forEach((targets, statistic) -> observed.put(targets, statistic.count));
    categorical.forEach((targets, statistic) -> observed.put(targets, statistic.count));
    return observed;
  }

  /** A copy that shares nothing with this one. */
  public SufficientStatistics copy() {
    SufficientStatistics copy = new SufficientStatistics();
    copy.dimension = dimension;
    copy.logRetention = logRetention;
    gaussian.forEach((targets, statistic) -> copy.gaussian.put(targets, statistic.copy()));
    categorical.forEach((targets, statistic) -> copy.categorical.put(targets, statistic.copy()));
    return copy;
  }

  /** A copy in which the samples of every regime are forgotten up to the last sample of all. */
  SufficientStatistics upToDate() {
    SufficientStatistics upToDate = copy();
    upToDate.retain();
    return upToDate;
  }

  private void retain() {
    gaussian.values().forEach(statistic -> statistic.retainUntil(logRetention));
    categorical.values().forEach(statistic -> statistic.retainUntil(logRetention));
  }

  /**
   * Refuses a number of variables that is not this one's.
   *
   * @throws IllegalArgumentException if it is another
   */
  public void checkDimension(int expected) {
    if (dimension != expected) {
      throw new IllegalArgumentException(
          "statistics of %d variables, not of %d".formatted(dimension, expected));
    }
  }
}
