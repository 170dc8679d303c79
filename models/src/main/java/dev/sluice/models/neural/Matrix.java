// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import java.nio.DoubleBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix whose products are computed by ND4J.
 *
 * <p>ND4J keeps its arrays outside the heap, and a record of Flink's state or of another thread
 * must not hold one: here they live for one product. The result has the same bits every time,
 * provided that the linear algebra library runs on one thread ({@code OMP_NUM_THREADS=1}).
 *
 * @param values row by row
 */
public record Matrix(int rows, int columns, double[] values) {
  private static final LongAdder NANOS = new LongAdder();

  /** Nanoseconds that all threads of this JVM have spent in products. */
  static long nanos() {
    return NANOS.sum();
  }

  static Matrix zero(int rows, int columns) {
    return new Matrix(rows, columns, new double[rows * columns]);
  }

  /** A B. */
  public Matrix times(Matrix other) {
    return product(this, false, other, false);
  }

  /** A^T B. */
  Matrix transposeTimes(Matrix other) {
    return product(this, true, other, false);
  }

  /** A B^T. */
  Matrix timesTranspose(Matrix other) {
    return product(this, false, other, true);
  }

  /**
   * A row by row is A^T column by column, the order that BLAS wants of a result; so what is
   * computed is (A B)^T = B^T A^T, and nothing has to be turned round.
   */
  private static Matrix product(Matrix a, boolean transposeA, Matrix b, boolean transposeB) {
    int rows = transposeA ? a.columns : a.rows;
    int columns = transposeB ? b.rows : b.columns;
    double[] values = new double[rows * columns];
    long start = System.nanoTime();
    try (INDArray left = transposed(b.rows, b.columns);
        INDArray right = transposed(a.rows, a.columns);
        INDArray result = transposed(rows, columns)) {
      content(left).put(b.values);
      content(right).put(a.values);
      Nd4j.gemm(left, right, result, transposeB, transposeA, 1, 0);
      content(result).get(values);
    }
    NANOS.add(System.nanoTime() - start);
    return new Matrix(rows, columns, values);
  }

  /** Room outside the heap for the transpose of a matrix. */
  private static INDArray transposed(int rows, int columns) {
    return Nd4j.createUninitialized(DataType.DOUBLE, new long[] {columns, rows}, 'f');
  }

  /** For copies in one go: ND4J's own go number by number. */
  private static DoubleBuffer content(INDArray array) {
    return array.data().asNio().asDoubleBuffer();
  }
}
