// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphDistanceTest {
  @Test
  void distancesAreMeansOverOrderedPairs() {
    double[][] one = {{9, 0.5, 1}, {0, 9, 0.25}, {0, 0, 9}};
    double[][] other = {{0, 1, 1}, {0.25, 0, 0.25}, {0, 0.75, 0}};

    assertThat(GraphDistance.mean(one, other)).isEqualTo((0.5 + 0.25 + 0.75) / 6);
    assertThat(GraphDistance.mean(one, one)).isZero();
    assertThat(GraphDistance.mean(new double[1][1], new double[1][1])).isNaN();
  }
}
