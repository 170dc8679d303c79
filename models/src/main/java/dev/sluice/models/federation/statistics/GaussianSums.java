// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.posterior.score.GaussianStatistic;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.math.BigInteger;

/** Sums of products of continuous variables as whole numbers, and back. */
final class GaussianSums {
  private final StatisticsAgreement agreement;
  private final GaussianUnits units;
  private final int dimension;
  private final int cells;

  GaussianSums(StatisticsAgreement agreement) {
    this.agreement = agreement;
    units = new GaussianUnits(agreement);
    dimension = agreement.domain().dimension();
    cells = StatisticSizes.cells(dimension);
  }

  /** The numbers of a site, after its seal; of a regime without rows all 0. */
  RingVector numbers(SufficientStatistics statistics) {
    int words = agreement.room().words();
    RingVector numbers = RingVector.zero(words, agreement.regimes().size() * cells);
    int at = 0;
    for (VariableSet targets : agreement.regimes()) {
      GaussianStatistic statistic = statistics.gaussian.get(targets);
      if (statistic != null && statistic.count > 0) {
        RingVector ofRegime = RingVector.of(words, numbers(statistic, targets));
        System.arraycopy(ofRegime.values(), 0, numbers.values(), at, words * cells);
      }
      at += words * cells;
    }
    return numbers;
  }

  private BigInteger[] numbers(GaussianStatistic from, VariableSet targets) {
    BigInteger rows = BigInteger.valueOf(from.count);
    checkFinite(from, targets);
    if (!isWeightOf(from, rows)) {
      throw new IllegalArgumentException(
          "regime %s: %d rows do not weigh as many".formatted(targets, from.count));
    }
    BigInteger[] numbers = new BigInteger[cells];
    numbers[0] = rows;
    int cell = 1;
    for (int i = 0; i <= dimension; i++) {
      for (int j = Math.max(1, i); j <= dimension; j++, cell++) {
        // squares up, so that a variable that is not 0 does not seem to be
        numbers[cell] =
            WholeUnits.units(
                units.exponent(i, j), i == j, from.high[cell], from.middle[cell], from.low[cell]);
        if (numbers[cell].abs().compareTo(units.most(rows)) > 0) {
          throw beyondBound(from, targets, j);
        }
      }
    }
    return numbers;
  }

  private IllegalArgumentException beyondBound(GaussianStatistic from, VariableSet targets, int i) {
    int square = i * (dimension + 1) - i * (i - 1) / 2;
    return new IllegalArgumentException(
        "regime %s: the root mean square %s of %s is beyond the agreed bound 2^%d"
            .formatted(
                targets,
                Math.sqrt(from.high[square] / from.count),
                agreement.variables().get(i - 1),
                agreement.bounds().get(i - 1)));
  }

  /** Rounded up from either side, so that there is nothing to round. */
  private static boolean isWeightOf(GaussianStatistic from, BigInteger rows) {
    return WholeUnits.units(0, true, from.high[0], from.middle[0], from.low[0]).equals(rows)
        && WholeUnits.units(0, true, -from.high[0], -from.middle[0], -from.low[0])
            .equals(rows.negate());
  }

  private void checkFinite(GaussianStatistic from, VariableSet targets) {
    int cell = 0;
    for (int i = 0; i <= dimension; i++) {
      for (int j = i; j <= dimension; j++, cell++) {
        if (!Double.isFinite(from.high[cell] + from.middle[cell] + from.low[cell])) {
          throw new IllegalArgumentException(
              "regime %s: sums of %s are not finite"
                  .formatted(targets, agreement.variables().get(Math.max(j, 1) - 1)));
        }
      }
    }
  }

  /** The statistics of a sum of so many sites. */
  SufficientStatistics pooled(RingVector sum, int sites) {
    SufficientStatistics pooled = SufficientStatistics.empty(agreement.domain());
    int at = Seal.NUMBERS;
    for (VariableSet targets : agreement.regimes()) {
      GaussianStatistic statistic = read(sum, at, targets, sites);
      if (statistic.count > 0) {
        pooled.gaussian.put(targets, statistic);
        pooled.observed += statistic.count;
      }
      at += cells;
    }
    return pooled;
  }

  private GaussianStatistic read(RingVector sum, int at, VariableSet targets, int sites) {
    String regime = "regime " + targets;
    BigInteger rows = sum.signed(at);
    BigInteger allRows =
        BigInteger.valueOf(agreement.room().maxRows()).multiply(BigInteger.valueOf(sites));
    if (rows.signum() < 0 || rows.compareTo(allRows) > 0) {
      throw broken(regime);
    }
    GaussianStatistic statistic = GaussianStatistic.empty(dimension);
    statistic.count = rows.longValueExact();
    // roundings up
    BigInteger most = rows.signum() == 0 ? rows : units.most(rows).add(BigInteger.valueOf(sites));
    int cell = 0;
    for (int i = 0; i <= dimension; i++) {
      for (int j = i; j <= dimension; j++, cell++) {
        BigInteger number = cell == 0 ? rows : sum.signed(at + cell);
        if (cell > 0 && (number.abs().compareTo(most) > 0 || (i == j && number.signum() < 0))) {
          throw broken(regime);
        }
        if (i == j) {
          units.checkPrecision(regime, i, rows, i == 0 ? units.most(rows) : number, sites);
        }
        double[] parts = WholeUnits.parts(number, cell == 0 ? 0 : units.exponent(i, j));
        statistic.high[cell] = parts[0];
        statistic.middle[cell] = parts[1];
        statistic.low[cell] = parts[2];
      }
    }
    return statistic;
  }

  private static IllegalArgumentException broken(String regime) {
    return new IllegalArgumentException(regime + ": the sum is of no rows that were agreed to");
  }
}
