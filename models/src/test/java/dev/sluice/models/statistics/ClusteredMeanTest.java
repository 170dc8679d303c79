// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ClusteredMeanTest {

  @Test
  void partsMergedAreTheWhole() {
    for (int split = 0; split <= 20; split++) {
      ClusteredMean merged = of(split, 20);
      merged.merge(of(0, split));
      assertThat(merged).usingRecursiveComparison().isEqualTo(of(0, 20));
    }
  }

  @Test
  void otherReplicatesAreAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClusteredMean(10).merge(new ClusteredMean(11)))
        .withMessage("10 replicates and 11");
  }

  private static ClusteredMean of(int from, int to) {
    ClusteredMean mean = new ClusteredMean(50);
    for (int i = from; i < to; i++) {
      mean.observe(FixedPoint.of(1.0 / (i + 3)), PoissonWeights.of(1, "case " + i, 50));
    }
    return mean;
  }
}
