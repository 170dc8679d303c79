// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class HeadTest {
  private static final double TOLERANCE = 1e-12;

  @Test
  void softmax_loss_and_entropy_are_those_of_the_normalised_exponentials() {
    double[] outputs = {99, Math.log(1), Math.log(2), Math.log(5), -99};
    assertThat(Head.SOFTMAX.loss(outputs, 1, 4, 1)).isCloseTo(Math.log(8 / 2.0), within(TOLERANCE));
    double entropy = Math.log(8) / 8 + 2 * Math.log(8 / 2.0) / 8 + 5 * Math.log(8 / 5.0) / 8;
    assertThat(Head.SOFTMAX.entropy(outputs, 1, 4)).isCloseTo(entropy, within(TOLERANCE));
  }

  @Test
  void softmax_survives_logits_whose_exponentials_overflow() {
    double[] outputs = {1000, 0};
    assertThat(Head.SOFTMAX.loss(outputs, 0, 2, 0)).isZero();
    assertThat(Head.SOFTMAX.loss(outputs, 0, 2, 1)).isEqualTo(1000);
    assertThat(Head.SOFTMAX.entropy(outputs, 0, 2)).isZero();
  }

  @Test
  void gaussian_loss_is_minus_the_log_density() {
    double[] outputs = {0.7, Math.log(2.5)};
    NormalDistribution normal = NormalDistribution.of(0.7, Math.sqrt(2.5));
    assertThat(Head.GAUSSIAN.loss(outputs, 0, 2, -1.3))
        .isCloseTo(-normal.logDensity(-1.3), within(TOLERANCE));
    assertThat(Head.GAUSSIAN.entropy(outputs, 0, 2))
        .isCloseTo(Math.log(2 * Math.PI * Math.E * 2.5) / 2, within(TOLERANCE));
  }

  @Test
  void the_log_variance_is_clamped() {
    double[] tight = {0, -100};
    double[] atLimit = {0, -Head.LOG_VARIANCE_LIMIT};
    assertThat(Head.GAUSSIAN.loss(tight, 0, 2, 1)).isEqualTo(Head.GAUSSIAN.loss(atLimit, 0, 2, 1));
    double[] gradient = new double[2];
    Head.GAUSSIAN.gradient(tight, 0, 2, 1, gradient);
    assertThat(gradient[1]).isZero();
  }
}
