// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrthogonalMatrixTest {
  @ParameterizedTest
  @CsvSource({"24, 18", "3, 24", "5, 5", "1, 4", "252, 189"})
  void vectorsOfTheShorterSideAreOrthogonal(int rows, int columns) {
    double[][] matrix = OrthogonalMatrix.draw(rows, columns, 2.5, KeyedRandom.of(1, "test"));

    assertThat(matrix).hasDimensions(rows, columns);
    for (int a = 0; a < Math.min(rows, columns); a++) {
      for (int b = 0; b <= a; b++) {
        assertThat(product(matrix, a, b, rows <= columns))
            .isCloseTo(a == b ? 6.25 : 0, within(1e-10));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"24, 18", "3, 24", "5, 5", "1, 4"})
  void anArrayIsFilledWithTheSameMatrix(int rows, int columns) {
    double[][] matrix = OrthogonalMatrix.draw(rows, columns, 2.5, KeyedRandom.of(1, "test"));
    float[] array = new float[rows * columns + 3];

    OrthogonalMatrix.fill(array, 2, rows, columns, 2.5, KeyedRandom.of(1, "test"));
    for (int i = 0; i < rows * columns; i++) {
      assertThat((double) array[2 + i]).isCloseTo(matrix[i / columns][i % columns], within(1e-5));
    }
    assertThat(array[0]).isZero();
    assertThat(array[1]).isZero();
    assertThat(array[rows * columns + 2]).isZero();
  }

  @Test
  void noDirectionIsPreferred() {
    double[] squares = new double[3];
    double sum = 0;
    int draws = 4000;
    for (int draw = 0; draw < draws; draw++) {
      double[] vector = OrthogonalMatrix.draw(2, 3, 1, KeyedRandom.of(draw, "test"))[1];
      for (int i = 0; i < 3; i++) {
        squares[i] += vector[i] * vector[i] / draws;
        sum += vector[i] / draws;
      }
    }

    // variance of a squared coordinate of a random unit vector in three dimensions: 4/45
    double margin = 4.5 * Math.sqrt(4.0 / 45 / draws);
    assertThat(squares).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(margin));
    assertThat(sum).isCloseTo(0, within(4.5 / Math.sqrt(draws)));
  }

  private static double product(double[][] matrix, int a, int b, boolean ofRows) {
    double sum = 0;
    for (int i = 0; i < Math.max(matrix.length, matrix[0].length); i++) {
      sum += ofRows ? matrix[a][i] * matrix[b][i] : matrix[i][a] * matrix[i][b];
    }
    return sum;
  }
}
