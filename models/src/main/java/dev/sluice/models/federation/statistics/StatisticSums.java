// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Federated sufficient statistics: each site makes a {@link Contribution} of its rows, somebody
 * adds up the numbers, masked or not, and the sum gives the statistics of all rows. In the ring
 * sums are exact, so neither masks nor the order of sites change a bit.
 *
 * <p>The posterior of these is that of one process that saw all rows that were sent. Of categorical
 * variables the counts are equal; of continuous ones the sums of products are as exact as those of
 * the one process, see {@link StatisticsAgreement#bounds} and {@code docs/federation.md}.
 *
 * <p>Rows that are forgotten with time are refused: what a row still weighs depends on how many
 * came after it at all sites, which no site knows.
 */
public final class StatisticSums {

  private StatisticSums() {}

  /** How many bytes a contribution's numbers take. */
  public static long bytes(StatisticsAgreement agreement) {
    return (long) Integer.BYTES * agreement.room().words() * StatisticSizes.numbers(agreement);
  }

  /**
   * What a site adds.
   *
   * @param now statistics of all its rows, not changed
   * @param sent what it sent last in this federation; empty statistics if nothing
   * @param minimum the fewest rows that it sends
   * @throws IllegalArgumentException if the statistics are of other variables, have an unknown
   *     regime, more rows or larger values than agreed, sums that are not finite, or forget
   */
  public static Contribution contribution(
      StatisticsAgreement agreement,
      SufficientStatistics now,
      SufficientStatistics sent,
      MinimumCounts minimum) {
    check(agreement, now);
    check(agreement, sent);
    MinimumCounts.Released released = minimum.release(now, sent);
    SufficientStatistics statistics = released.statistics();
    RingVector numbers =
        agreement.domain().isCategorical()
            ? new CategoricalCounts(agreement).numbers(statistics)
            : new GaussianSums(agreement).numbers(statistics);
    RingVector seal = Seal.of(agreement);
    int[] values = new int[seal.values().length + numbers.values().length];
    System.arraycopy(seal.values(), 0, values, 0, seal.values().length);
    System.arraycopy(numbers.values(), 0, values, seal.values().length, numbers.values().length);
    return new Contribution(new RingVector(seal.words(), values), statistics, released.withheld());
  }

  private static void check(StatisticsAgreement agreement, SufficientStatistics statistics) {
    LocalScores.checkScorable(agreement.domain(), statistics);
    if (statistics.logRetention != 0) {
      throw new IllegalArgumentException(
          "statistics that forget cannot be added up: what a row still weighs depends on how many"
              + " came after it at all sites");
    }
    Set<VariableSet> agreed = new HashSet<>(agreement.regimes());
    long rows = 0;
    for (Map.Entry<VariableSet, Long> regime : statistics.observedByRegime().entrySet()) {
      if (regime.getValue() > 0 && !agreed.contains(regime.getKey())) {
        throw new IllegalArgumentException(
            "regime %s is not among those agreed on".formatted(regime.getKey()));
      }
      rows += regime.getValue();
    }
    if (rows > agreement.room().maxRows()) {
      throw new IllegalArgumentException(
          "%d rows; agreed are at most %d".formatted(rows, agreement.room().maxRows()));
    }
  }

  /**
   * Why numbers cannot be the contribution of one site; empty if they may be. Of the rows nothing
   * is looked at.
   */
  public static Optional<String> refusal(StatisticsAgreement agreement, RingVector numbers) {
    try {
      int sites = Seal.open(agreement, numbers);
      return sites == 1
          ? Optional.empty()
          : Optional.of("they say to be of %d sites".formatted(sites));
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * The statistics that a sum of contributions says, in which no masks are left.
   *
   * @throws IllegalArgumentException if it is no such sum, or in some regime a variable is so small
   *     beside its bound that agreed units do not tell it to the precision of the posterior
   */
  public static PooledStatistics pooled(StatisticsAgreement agreement, RingVector sum) {
    int sites = Seal.open(agreement, sum);
    SufficientStatistics read =
        agreement.domain().isCategorical()
            ? new CategoricalCounts(agreement).pooled(sum, sites)
            : new GaussianSums(agreement).pooled(sum, sites);
    SufficientStatistics pooled =
        SufficientStatistics.empty(agreement.domain(), read.maxParents).absorb(read);
    if (pooled.detail != read.detail) {
      throw new IllegalStateException("statistics of " + pooled.bytes + " bytes are too large");
    }
    return new PooledStatistics(sites, pooled);
  }
}
