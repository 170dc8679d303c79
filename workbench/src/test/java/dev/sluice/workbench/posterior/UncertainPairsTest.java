// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.workbench.posterior.UncertainPairs.Pair;
import org.junit.jupiter.api.Test;

class UncertainPairsTest {
  @Test
  void leastCertainPairsComeFirstAndCertainOnesNotAtAll() {
    assertThat(UncertainPairs.of(SnapshotFixture.snapshot("A", "B", "C"), 5))
        .containsExactly(new Pair("B", "C", 0.62, 0.2), new Pair("A", "C", 0.304, 0.071));
    assertThat(UncertainPairs.of(SnapshotFixture.snapshot("A", "B", "C"), 1))
        .containsExactly(new Pair("B", "C", 0.62, 0.2));
  }

  @Test
  void entropyIsThatOfThreePossibilities() {
    assertThat(new Pair("A", "B", 1 / 3.0, 1 / 3.0).entropy())
        .isCloseTo(Math.log(3), within(1e-15));
    assertThat(new Pair("A", "B", 0.5, 0.5).entropy()).isCloseTo(Math.log(2), within(1e-15));
    assertThat(new Pair("A", "B", 1, 0).entropy()).isZero();
    assertThat(new Pair("A", "B", 1, -1e-17).entropy()).isCloseTo(0, within(1e-15));
  }
}
