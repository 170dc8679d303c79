// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pivots against exact ones: no error is ever above its bound. */
class RemaindersTest {
  private static final MathContext DIGITS = new MathContext(200);
  private static final int VARIABLES = 5;
  private static final Domain DOMAIN = Domain.continuous(VARIABLES);

  @Test
  void noErrorOfAPivotIsAboveItsBound() {
    Random random = new Random(3);
    int usable = 0;
    int usableInDoubles = 0;
    int pivots = 0;
    for (int round = 0; round < 60; round++) {
      double[][] rows = rows(random, round % 4);
      double scale = Math.pow(10, random.nextInt(-14, 3)) * random.nextDouble(0.5, 1.5);
      GaussianStatistic statistic = statistic(rows);
      ScatterMatrix matrix = ScatterMatrix.of(statistic, 1);
      BigDecimal[] exact = pivots(rows, scale);
      usableInDoubles += check(new DoubleRemainders(matrix, scale), exact);
      usable += check(new FixedRemainders(matrix, scale), exact);
      pivots += VARIABLES;
    }
    // the bounds are of use too
    assertThat(usable).isEqualTo(pivots);
    assertThat(usableInDoubles).isBetween(pivots / 2, pivots - 1);
  }

  /** Eliminates all variables, the last first; returns how many pivots have a bound. */
  private static int check(Remainders remainders, BigDecimal[] exact) {
    for (int k = VARIABLES - 1; k >= 0; k--) {
      int eliminated = VARIABLES - 1 - k;
      double bound = remainders.relativeError(eliminated, k);
      if (Double.isInfinite(bound)) {
        return eliminated;
      }
      double logRatio = remainders.logRatio(eliminated, k);
      BigDecimal ratio = new BigDecimal(Math.exp(logRatio));
      double error =
          ratio.subtract(exact[k]).abs().divide(exact[k], MathContext.DECIMAL64).doubleValue();
      // the logarithm is rounded to a double, and so is its exponential
      assertThat(error).isLessThanOrEqualTo(bound + 0x1p-51 * (1 + logRatio));
      if (k > 0) {
        remainders.eliminate(eliminated, k);
      }
    }
    return VARIABLES;
  }

  /** Rows of which some columns are, or nearly are, functions of others. */
  private static double[][] rows(Random random, int kind) {
    double unit = Math.pow(10, random.nextInt(-8, 9));
    double origin = kind == 3 ? 1e6 * unit : 0;
    double[][] rows = new double[40][VARIABLES];
    for (double[] row : rows) {
      for (int i = 0; i < VARIABLES; i++) {
        row[i] = origin + unit * random.nextGaussian();
      }
      if (kind > 0) {
        row[1] = row[0] * 1.8 + 32 * unit;
        row[3] = kind == 1 ? row[0] + row[2] : row[2] * (1 + 1e-9 * random.nextGaussian());
      }
    }
    return rows;
  }

  private static GaussianStatistic statistic(double[][] rows) {
    SufficientStatistics statistics = SufficientStatistics.empty(DOMAIN);
    for (double[] row : rows) {
      statistics.observe(DOMAIN, row, VariableSet.EMPTY, 1);
    }
    return statistics.gaussian.get(VariableSet.EMPTY);
  }

  /** By variable: the pivot of R over t when all later variables are eliminated, to 200 digits. */
  private static BigDecimal[] pivots(double[][] rows, double scale) {
    BigDecimal[][] matrix = new BigDecimal[VARIABLES][VARIABLES];
    BigDecimal total = new BigDecimal(rows.length + 1);
    for (int i = 0; i < VARIABLES; i++) {
      for (int j = 0; j < VARIABLES; j++) {
        BigDecimal products = i == j ? new BigDecimal(scale) : BigDecimal.ZERO;
        BigDecimal first = BigDecimal.ZERO;
        BigDecimal second = BigDecimal.ZERO;
        for (double[] row : rows) {
          products = products.add(new BigDecimal(row[i]).multiply(new BigDecimal(row[j])));
          first = first.add(new BigDecimal(row[i]));
          second = second.add(new BigDecimal(row[j]));
        }
        matrix[i][j] = products.subtract(first.multiply(second).divide(total, DIGITS));
      }
    }
    List<BigDecimal> pivots = new ArrayList<>();
    for (int k = VARIABLES - 1; k >= 0; k--) {
      pivots.add(0, matrix[k][k].divide(new BigDecimal(scale), DIGITS));
      for (int i = 0; i < k; i++) {
        BigDecimal factor = matrix[i][k].divide(matrix[k][k], DIGITS);
        for (int j = 0; j < k; j++) {
          matrix[i][j] = matrix[i][j].subtract(factor.multiply(matrix[k][j]), DIGITS);
        }
      }
    }
    return pivots.toArray(new BigDecimal[0]);
  }
}
