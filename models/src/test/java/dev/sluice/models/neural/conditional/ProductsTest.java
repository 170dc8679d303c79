// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductsTest {
  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 16, 31, 64, 100})
  void ofRows(int width) {
    float[][] x = matrix(6, 12);
    float[][] w = matrix(12, width);
    float[][] y = matrix(6, width);
    double[][] exact = sum(y, (r, c) -> dot(12, k -> (double) x[r][k] * w[k][c]));
    Products.add(x, w, y, 6, 12, width);
    assertNear(y, exact);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 16, 31, 64, 100})
  void ofColumns(int width) {
    float[][] x = matrix(8, 6);
    float[][] w = matrix(8, width);
    float[][] y = matrix(6, width);
    double[][] exact = sum(y, (k, c) -> dot(8, r -> (double) x[r][k] * w[r][c]));
    Products.addTransposed(x, w, y, 8, 6, width);
    assertNear(y, exact);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 10, 21})
  void intoOutputs(int outputs) {
    int padded = Products.padded(outputs);
    float[][] x = matrix(3, 32);
    float[][] w = matrix(padded, 32);
    float[] bias = matrix(1, padded)[0];
    float[][] y = new float[3][padded];
    double[][] exact = sum(y, (r, c) -> bias[c] + dot(32, k -> (double) x[r][k] * w[c][k]));
    Products.project(x, w, bias, y, 3, 32, padded);
    assertNear(y, exact);
  }

  private interface Entry {
    double at(int row, int column);
  }

  private interface Term {
    double at(int index);
  }

  private static double dot(int length, Term term) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += term.at(k);
    }
    return sum;
  }

  private static double[][] sum(float[][] before, Entry added) {
    double[][] sum = new double[before.length][before[0].length];
    for (int r = 0; r < sum.length; r++) {
      for (int c = 0; c < sum[r].length; c++) {
        sum[r][c] = before[r][c] + added.at(r, c);
      }
    }
    return sum;
  }

  private static void assertNear(float[][] matrix, double[][] exact) {
    for (int r = 0; r < exact.length; r++) {
      for (int c = 0; c < exact[r].length; c++) {
        assertThat((double) matrix[r][c]).isEqualTo(exact[r][c], within(1e-5));
      }
    }
  }

  private float[][] matrix(int rows, int columns) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int c = 0; c < columns; c++) {
        row[c] = (float) random.nextGaussian();
      }
    }
    return matrix;
  }
}
