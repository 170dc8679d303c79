// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparklineTest {
  @Test
  void barsGoFromTheSmallestNumberToTheLargest() {
    assertThat(Sparkline.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 40)).isEqualTo("▁▂▃▄▅▆▇█");
    assertThat(Sparkline.of(new double[] {8, 0.5, 0.5, 8}, 40)).isEqualTo("█▁▁█");
  }

  @Test
  void equalNumbersAreLow() {
    assertThat(Sparkline.of(new double[] {3, 3, 3}, 40)).isEqualTo("▁▁▁");
  }

  @Test
  void longSeriesShowsTheEndOfEachStretch() {
    assertThat(Sparkline.of(new double[] {0, 1, 0, 7, 0, 3}, 3)).isEqualTo("▂█▄");
    assertThat(Sparkline.of(new double[] {9, 0, 9, 7, 0}, 2)).isEqualTo("▁▁");
  }

  @Test
  void nothingIsNoBar() {
    assertThat(Sparkline.of(new double[0], 40)).isEmpty();
  }
}
