// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcyclicityTest {
  private static final long[] TWO_CYCLE = {0b10, 0b01};

  /** 0 -> 1 -> 2 -> 0. */
  private static final long[] THREE_CYCLE = {0b100, 0b001, 0b010};

  @ParameterizedTest
  @EnumSource
  void isZeroWithoutCycles(Acyclicity acyclicity) {
    assertThat(acyclicity.of(new long[] {0})).isZero();
    assertThat(acyclicity.of(new long[] {0, 0b1, 0b11, 0b111})).isZero();
    assertThat(acyclicity.of(new long[] {0b1110, 0b1100, 0b1000, 0})).isZero();
  }

  @Test
  void tellsShortCyclesFromLong() {
    assertThat(Acyclicity.POLYNOMIAL.of(TWO_CYCLE)).isCloseTo(0.5, within(1e-15));
    assertThat(Acyclicity.EXPONENTIAL.of(TWO_CYCLE)).isCloseTo(2 * Math.cosh(1) - 2, within(1e-14));
    assertThat(Acyclicity.POLYNOMIAL.of(THREE_CYCLE)).isCloseTo(3 / 27.0, within(1e-15));
    double threes = 0; // 3 (1/3! + 1/6! + ...)
    double factorial = 1;
    for (int k = 1; k < 20; k++) {
      factorial *= k;
      threes += k % 3 == 0 ? 3 / factorial : 0;
    }
    assertThat(Acyclicity.EXPONENTIAL.of(THREE_CYCLE)).isCloseTo(threes, within(1e-14));
  }

  /** Eigenvalues of all edges: d - 1 once, -1 otherwise. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 10, 50})
  void agreesWithTheEigenvaluesOfAllEdges(int d) {
    long[] parents = new long[d];
    for (int node = 0; node < d; node++) {
      parents[node] = ((1L << d) - 1) & ~(1L << node);
    }
    double polynomial = Math.pow(1 + (d - 1.0) / d, d) + (d - 1) * Math.pow(1 - 1.0 / d, d) - d;
    double exponential = Math.exp(d - 1) + (d - 1) * Math.exp(-1) - d;

    assertThat(Acyclicity.POLYNOMIAL.of(parents) / polynomial).isCloseTo(1, within(1e-12));
    assertThat(Acyclicity.EXPONENTIAL.of(parents) / exponential).isCloseTo(1, within(1e-12));
  }
}
