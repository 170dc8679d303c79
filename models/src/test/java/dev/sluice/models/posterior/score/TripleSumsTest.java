// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums of products against exact ones. */
class TripleSumsTest {
  private static final Domain TWO = Domain.continuous(2);

  @Test
  void theErrorIsBelowItsBound() {
    Random random = new Random(5);
    for (int round = 0; round < 30; round++) {
      // as vicious as can be: 53 random bits, sizes from 1e-12 to 1e12, and their opposites
      List<double[]> rows = new ArrayList<>();
      for (int n = 0; n < 150; n++) {
        double size = Math.pow(10, random.nextInt(-12, 13));
        double[] row = {size * random.nextGaussian(), random.nextGaussian() / size};
        rows.add(row);
        rows.add(new double[] {-row[0], Math.nextUp(row[1])});
      }
      Collections.shuffle(rows, random);
      SufficientStatistics whole = observed(rows);
      SufficientStatistics merged =
          observed(rows.subList(0, 3))
              .merge(observed(rows.subList(3, 200)))
              .merge(observed(rows.subList(200, 300)));
      assertClose(whole, rows);
      assertClose(merged, rows);
    }
  }

  @Test
  void whatHasFewDigitsIsExact() {
    Random random = new Random(6);
    List<double[]> rows = new ArrayList<>();
    for (int n = 0; n < 5000; n++) {
      rows.add(new double[] {random.nextInt(1 << 30), 1e9 + random.nextInt(100) * 0.25});
    }
    SufficientStatistics statistics = observed(rows);
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 3; j++) {
        assertThat(Moments.sum(statistics.gaussian.get(VariableSet.EMPTY), i, j))
            .isEqualByComparingTo(exact(rows, i, j, false));
      }
    }
  }

  @Test
  void whatIsForgottenIsScaledWithoutLoss() {
    Random random = new Random(7);
    SufficientStatistics statistics = SufficientStatistics.empty(TWO);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal absolute = BigDecimal.ZERO;
    BigDecimal factor = new BigDecimal(Math.exp(Math.log(0.75)));
    // one at a time, so that every factor is the same double
    for (int n = 0; n < 40; n++) {
      SufficientStatistics one = SufficientStatistics.empty(TWO);
      double[] row = {random.nextGaussian(), random.nextGaussian()};
      one.observe(TWO, row, VariableSet.EMPTY, 0.75);
      statistics.absorb(one);
      BigDecimal product = new BigDecimal(row[0]).multiply(new BigDecimal(row[1]));
      double power = statistics.logRetention - one.logRetention;
      assertThat(power).isLessThanOrEqualTo(0);
      sum = sum.multiply(factor).add(product);
      absolute = absolute.multiply(factor).add(product.abs());
    }
    GaussianStatistic left = statistics.gaussian.get(VariableSet.EMPTY);
    BigDecimal error = Moments.sum(left, 1, 2).subtract(sum).abs();
    // the factor of a step is exp of a difference of logarithms, a few units off in the last place
    assertThat(error.doubleValue()).isLessThanOrEqualTo(1e-14 * absolute.doubleValue());
  }

  private static void assertClose(SufficientStatistics statistics, List<double[]> rows) {
    GaussianStatistic statistic = statistics.gaussian.get(VariableSet.EMPTY);
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 3; j++) {
        BigDecimal error = Moments.sum(statistic, i, j).subtract(exact(rows, i, j, false)).abs();
        double bound =
            rows.size() * TripleSums.RELATIVE_ERROR * exact(rows, i, j, true).doubleValue();
        assertThat(error.doubleValue()).isLessThanOrEqualTo(bound);
      }
    }
  }

  private static SufficientStatistics observed(List<double[]> rows) {
    SufficientStatistics statistics = SufficientStatistics.empty(TWO);
    rows.forEach(row -> statistics.observe(TWO, row, VariableSet.EMPTY, 1));
    return statistics;
  }

  /** Sum of z_i z_j or of their absolute values, z = (1, x). */
  private static BigDecimal exact(List<double[]> rows, int i, int j, boolean absolute) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double[] row : rows) {
      double first = i == 0 ? 1 : row[i - 1];
      double second = j == 0 ? 1 : row[j - 1];
      BigDecimal product = new BigDecimal(first).multiply(new BigDecimal(second));
      sum = sum.add(absolute ? product.abs() : product);
    }
    return sum;
  }
}
