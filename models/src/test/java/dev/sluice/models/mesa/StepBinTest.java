// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StepBinTest {
  @Test
  void stepsAreSingleAndThenEightToADoubling() {
    assertThat(StepBin.of(1)).isEqualTo(1);
    assertThat(StepBin.of(1024)).isEqualTo(1024);
    assertThat(StepBin.of(1025)).isEqualTo(1025);
    assertThat(StepBin.of(1151)).isEqualTo(1025);
    assertThat(StepBin.of(1152)).isEqualTo(1026);
    assertThat(StepBin.of(2047)).isEqualTo(1032);
    assertThat(StepBin.of(2048)).isEqualTo(1033);
    assertThat(StepBin.LAST).isEqualTo(1024 + 53 * 8);
  }

  @Test
  void aBinBeginsWhereTheOneBeforeEnds() {
    for (int bin = 1; bin <= StepBin.LAST; bin++) {
      assertThat(StepBin.of(StepBin.first(bin))).isEqualTo(bin);
      if (bin > 1) {
        assertThat(StepBin.of(StepBin.first(bin) - 1)).isEqualTo(bin - 1);
      }
    }
  }

  @Test
  void stepsCountFromOne() {
    assertThatThrownBy(() -> StepBin.of(0)).hasMessage("steps count from 1, not from 0");
  }
}
