// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PoissonWeightsTest {

  @Test
  void haveMeanAndVarianceOne() {
    int[] weights = PoissonWeights.of(3, "H_001", 200_000);
    assertThat(Arrays.stream(weights).average().orElseThrow()).isCloseTo(1, within(0.01));
    assertThat(Arrays.stream(weights).mapToDouble(w -> (w - 1.0) * (w - 1)).average().orElseThrow())
        .isCloseTo(1, within(0.02));
    assertThat(Arrays.stream(weights).filter(w -> w == 0).count() / 200_000.0)
        .isCloseTo(Math.exp(-1), within(0.005));
  }

  @Test
  void areAFunctionOfSeedAndScenario() {
    assertThat(PoissonWeights.of(3, "H_001", 50)).isEqualTo(PoissonWeights.of(3, "H_001", 50));
    assertThat(PoissonWeights.of(3, "H_001", 50)).isNotEqualTo(PoissonWeights.of(4, "H_001", 50));
    assertThat(PoissonWeights.of(3, "H_001", 50)).isNotEqualTo(PoissonWeights.of(3, "H_002", 50));
  }
}
