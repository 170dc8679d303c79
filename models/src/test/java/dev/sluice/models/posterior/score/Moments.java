// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import java.math.BigDecimal;
import java.math.MathContext;

/** What a statistic says of its samples. */
final class Moments {
  private Moments() {}

  static double mean(GaussianStatistic statistic, int variable) {
    return sum(statistic, 0, variable + 1)
        .divide(sum(statistic, 0, 0), MathContext.DECIMAL128)
        .doubleValue();
  }

  /** Sum of (x_i - mean_i) (x_j - mean_j), i at most j. */
  static double scatter(ScatterMatrix centred, int i, int j) {
    int unit = centred.exponents[i] + centred.exponents[j];
    return Math.scalb(centred.cells[ScatterMatrix.cell(j, i)].doubleValue(), unit);
  }

  /** Sum of z_i z_j, z = (1, x), i at most j. */
  static BigDecimal sum(GaussianStatistic statistic, int i, int j) {
    int cell = statistic.cell(i, j);
    return new BigDecimal(statistic.high[cell])
        .add(new BigDecimal(statistic.middle[cell]))
        .add(new BigDecimal(statistic.low[cell]));
  }
}
