// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.nio.DoubleBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products of matrices of weights, row by row within an array of all weights, with all vectors of a
 * chunk, computed by ND4J. Its arrays, outside the heap, live for one product.
 *
 * <p>A matrix row by row is its transpose column by column, the order that BLAS wants: what is
 * computed is the transpose of each product from transposes, and nothing is turned round.
 */
final class LaneProducts {
  private LaneProducts() {}

  /**
   * W x, for each vector x.
   *
   * @param from place of W, rows x features of x
   */
  static Lanes times(double[] weights, int from, int rows, Lanes x) {
    try (INDArray matrix = matrix(weights, from, rows, x.features());
        INDArray vectors = vectors(x);
        INDArray result = transposed(rows, x.steps() * x.width())) {
      Nd4j.gemm(vectors, matrix, result, false, false, 1, 0);
      return lanes(result, rows, x);
    }
  }

  /**
   * W^T y, for each vector y.
   *
   * @param from place of W, features of y x columns
   */
  static Lanes transposeTimes(double[] weights, int from, int columns, Lanes y) {
    try (INDArray matrix = matrix(weights, from, y.features(), columns);
        INDArray vectors = vectors(y);
        INDArray result = transposed(columns, y.steps() * y.width())) {
      Nd4j.gemm(vectors, matrix, result, false, true, 1, 0);
      return lanes(result, columns, y);
    }
  }

  /** Adds the sum of y x^T over all vectors, the gradient of W in W x, given that in W x. */
  static void addOuter(Lanes y, Lanes x, double[] gradient, int from) {
    double[] sum = new double[y.features() * x.features()];
    try (INDArray left = vectors(x);
        INDArray right = vectors(y);
        INDArray result = transposed(y.features(), x.features())) {
      Nd4j.gemm(left, right, result, true, false, 1, 0);
      content(result).get(sum);
    }
    for (int i = 0; i < sum.length; i++) {
      gradient[from + i] += sum[i];
    }
  }

  private static INDArray matrix(double[] weights, int from, int rows, int columns) {
    INDArray matrix = transposed(rows, columns);
    content(matrix).put(weights, from, rows * columns);
    return matrix;
  }

  private static INDArray vectors(Lanes lanes) {
    INDArray vectors = transposed(lanes.features(), lanes.steps() * lanes.width());
    DoubleBuffer content = content(vectors);
    for (double[] row : lanes.rows()) {
      content.put(row);
    }
    return vectors;
  }

  private static Lanes lanes(INDArray vectors, int features, Lanes like) {
    Lanes lanes = Lanes.zero(features, like.steps(), like.width());
    DoubleBuffer content = content(vectors);
    for (double[] row : lanes.rows()) {
      content.get(row);
    }
    return lanes;
  }

  /** Room for the transpose of a matrix. */
  private static INDArray transposed(int rows, int columns) {
    return Nd4j.createUninitialized(DataType.DOUBLE, new long[] {columns, rows}, 'f');
  }

  /** For copies in one go: ND4J's own go number by number. */
  private static DoubleBuffer content(INDArray array) {
    return array.data().asNio().asDoubleBuffer();
  }
}
