// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcyclicityTest {

  @Test
  void ofACycleOfTwoItIsAHyperbolicCosine() {
    double[][] matrix = new double[5][5];
    matrix[1][3] = 0.7;
    matrix[3][1] = 0.2;
    double expected = 2 * (Math.cosh(Math.sqrt(0.7 * 0.2)) - 1);
    assertThat(new Acyclicity(5).of(matrix)).isCloseTo(expected, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 40})
  void ofTheFullGraphItFollowsFromTheEigenvalues(int n) {
    double[][] full = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        full[i][j] = i == j ? 0 : 1;
      }
    }
    double expected = Math.expm1(n - 1.0) + (n - 1) * Math.expm1(-1);
    assertThat(new Acyclicity(n).of(full)).isCloseTo(expected, within(1e-12 * (1 + expected)));
  }

  @Test
  void ofAGraphWithoutCyclesItIsZeroToTheBit() {
    Random random = new Random(3);
    int[] order = {4, 0, 6, 2, 5, 1, 3};
    double[][] matrix = new double[7][7];
    for (int later = 0; later < 7; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        matrix[order[earlier]][order[later]] = random.nextDouble();
      }
    }
    assertThat(new Acyclicity(7).of(matrix)).isZero();
    matrix[order[6]][order[0]] = 1e-9;
    assertThat(new Acyclicity(7).of(matrix)).isPositive();
  }

  @Test
  void theSlopeIsTheDerivative() {
    Random random = new Random(4);
    int n = 6;
    double[][] matrix = new double[n][n];
    for (int edge = 0; edge < n * n; edge++) {
      matrix[edge / n][edge % n] = random.nextDouble();
    }
    Acyclicity at = new Acyclicity(n);
    at.of(matrix);
    Acyclicity beside = new Acyclicity(n);
    double step = 1e-5;
    for (int edge = 0; edge < n * n; edge++) {
      double value = matrix[edge / n][edge % n];
      matrix[edge / n][edge % n] = value + step;
      double above = beside.of(matrix);
      matrix[edge / n][edge % n] = value - step;
      double below = beside.of(matrix);
      matrix[edge / n][edge % n] = value;
      assertThat(at.slope(edge / n, edge % n))
          .isCloseTo((above - below) / (2 * step), within(1e-7));
    }
  }
}
