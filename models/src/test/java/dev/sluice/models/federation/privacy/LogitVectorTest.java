// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LogitVectorTest {

  @Test
  void hasEveryNumberOnceAndNoDiagonal() {
    double[][] gamma = {{-9e15, 1, 2}, {3, -9e15, 4}, {5, 6, -9e15}};
    double[][] theta = {{7, 8, 9}, {-8, 7, 10}, {-9, -10, 7}};
    double[] vector = LogitVector.of(gamma, theta);
    assertThat(vector).containsExactly(1, 2, 3, 4, 5, 6, 8, 9, 10);
    assertThat(LogitVector.gamma(vector, 3))
        .isDeepEqualTo(new double[][] {{0, 1, 2}, {3, 0, 4}, {5, 6, 0}});
    assertThat(LogitVector.theta(vector, 3))
        .isDeepEqualTo(new double[][] {{0, 8, 9}, {-8, 0, 10}, {-9, -10, 0}});
  }

  @Test
  void oneVariableHasNoNumbers() {
    assertThat(LogitVector.of(new double[1][1], new double[1][1])).isEmpty();
    assertThat(LogitVector.gamma(new double[0], 1)).isDeepEqualTo(new double[1][1]);
    assertThat(LogitVector.length(0)).isZero();
    assertThat(LogitVector.length(20)).isEqualTo(570);
  }

  @Test
  void refusesOtherShapesAndOrientationsThatContradict() {
    assertThatThrownBy(() -> LogitVector.of(new double[2][2], new double[3][3]))
        .hasMessage("2 variables and 3");
    assertThatThrownBy(() -> LogitVector.of(new double[2][2], new double[][] {{0, 1}, {1, 0}}))
        .hasMessage("orientation 0 -> 1 is 1.0, and back 1.0");
    assertThatThrownBy(
            () -> LogitVector.of(new double[2][2], new double[][] {{0, Double.NaN}, {1, 0}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogitVector.theta(new double[4], 2))
        .hasMessage("4 numbers are not those of 2 variables");
  }
}
