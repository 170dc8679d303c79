// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GaussianStatisticTest extends GaussianLaws {
  @Override
  Domain domain() {
    return Domain.continuous(3);
  }

  @Override
  double[] draw(Random random) {
    double first = random.nextGaussian();
    return new double[] {first, first + random.nextGaussian(), 2 - random.nextGaussian()};
  }

  @Test
  void aMillionRowsFarFromTheOriginKeepEightDigits() {
    Domain domain = Domain.continuous(2);
    Random random = new Random(11);
    SufficientStatistics running = SufficientStatistics.empty(domain);
    SufficientStatistics[] parts = new SufficientStatistics[4];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = SufficientStatistics.empty(domain);
    }
    int rows = 1_000_000;
    double[][] centred = new double[rows][2];
    double[] mean = new double[2];
    for (int n = 0; n < rows; n++) {
      double[] x = {1e6 + random.nextGaussian(), 0};
      x[1] = 1e6 + 0.5 * (x[0] - 1e6) + 1e-3 * random.nextGaussian();
      running.observe(domain, x, VariableSet.ofMask(0), 1);
      parts[n % parts.length].observe(domain, x, VariableSet.ofMask(0), 1);
      for (int i = 0; i < 2; i++) {
        centred[n][i] = x[i] - 1e6; // exact
        mean[i] += centred[n][i] / rows;
      }
    }
    double[] scatter = new double[3];
    for (double[] x : centred) {
      scatter[0] += (x[0] - mean[0]) * (x[0] - mean[0]);
      scatter[1] += (x[0] - mean[0]) * (x[1] - mean[1]);
      scatter[2] += (x[1] - mean[1]) * (x[1] - mean[1]);
    }
    SufficientStatistics merged = parts[0].merge(parts[1]).merge(parts[2].merge(parts[3]));
    for (SufficientStatistics statistics : List.of(running, merged)) {
      GaussianStatistic statistic = statistics.gaussian.get(VariableSet.EMPTY);
      assertThat(statistic.weight()).isEqualTo(rows);
      ScatterMatrix around = ScatterMatrix.of(statistic, 0);
      assertThat(Moments.scatter(around, 0, 0) / scatter[0]).isCloseTo(1, within(1e-8));
      assertThat(Moments.scatter(around, 0, 1) / scatter[1]).isCloseTo(1, within(1e-8));
      assertThat(Moments.scatter(around, 1, 1) / scatter[2]).isCloseTo(1, within(1e-8));
      for (int i = 0; i < 2; i++) {
        assertThat(Moments.mean(statistic, i) / (1e6 + mean[i])).isCloseTo(1, within(1e-13));
      }
    }
  }

  @Test
  void squaresThatOverflowHaveNoMatrix() {
    Domain domain = Domain.continuous(2);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    statistics.observe(domain, new double[] {1, -1e160}, VariableSet.EMPTY, 1);
    statistics.observe(domain, new double[] {2, 1e160}, VariableSet.EMPTY, 1);
    GaussianStatistic overflown = statistics.gaussian.get(VariableSet.EMPTY);
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> ScatterMatrix.of(overflown, 1))
        .withMessage("the squares of variables {1} overflow");
  }

  @Test
  void whatIsForgottenCompletelyDoesNoHarm() {
    Domain domain = Domain.continuous(1);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    statistics.observe(domain, new double[] {5}, VariableSet.ofMask(0), 1);
    for (int n = 0; n < 2000; n++) {
      statistics.observe(domain, new double[] {1}, VariableSet.ofMask(1), 0.5);
    }
    statistics.observe(domain, new double[] {7}, VariableSet.ofMask(0), 1);
    GaussianStatistic left = statistics.gaussian.get(VariableSet.EMPTY);
    assertThat(left.weight()).isEqualTo(1);
    assertThat(Moments.mean(left, 0)).isEqualTo(7);
    assertThat(Moments.scatter(ScatterMatrix.of(left, 0), 0, 0)).isEqualTo(0);
    assertThat(statistics.observedByRegime()).containsEntry(VariableSet.EMPTY, 2L);
  }
}
