// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.models.neural.conditional.Products;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The H x H layer of conditional networks, for one batch or for that of 20 graphs at once: by loops
 * over rows on the heap, and by ND4J with its arrays at hand and with copies to and fro.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LayerBenchmark {

  /** H. */
  @Param({"16", "32", "64", "128"})
  public int width;

  /** Draws. */
  @Param({"128", "2560"})
  public int rows;

  private float[][] x;
  private float[][] weights;
  private float[][] y;
  private INDArray left;
  private INDArray right;
  private INDArray product;

  /** Fills the matrices. */
  @Setup
  public void fill() {
    x = filled(rows, width);
    weights = filled(width, width);
    y = new float[rows][width];
    left = filledOutside(x);
    right = filledOutside(weights);
    product = outside(rows, width);
  }

  /** Frees what is outside the heap. */
  @TearDown(Level.Trial)
  public void free() {
    left.close();
    right.close();
    product.close();
  }

  /** By loops over rows. */
  @Benchmark
  public float[][] loops() {
    for (float[] row : y) {
      Arrays.fill(row, 0);
    }
    Products.add(x, weights, y, rows, width, width);
    return y;
  }

  /** By ND4J, its arrays at hand. */
  @Benchmark
  public INDArray nd4j() {
    return Nd4j.gemm(left, right, product, false, false, 1, 0);
  }

  /** By ND4J, from the heap and back. */
  @Benchmark
  public float[][] nd4jWithCopies() {
    copy(x, left);
    copy(weights, right);
    Nd4j.gemm(left, right, product, false, false, 1, 0);
    FloatBuffer content = content(product);
    for (float[] row : y) {
      content.get(row);
    }
    return y;
  }

  private static float[][] filled(int rows, int columns) {
    float[][] matrix = new float[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        matrix[r][c] = (float) Math.sin(r * columns + c);
      }
    }
    return matrix;
  }

  private static INDArray filledOutside(float[][] matrix) {
    INDArray array = outside(matrix.length, matrix[0].length);
    copy(matrix, array);
    return array;
  }

  private static INDArray outside(int rows, int columns) {
    return Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, columns}, 'c');
  }

  private static void copy(float[][] from, INDArray to) {
    FloatBuffer content = content(to);
    for (float[] row : from) {
      content.put(row);
    }
  }

  private static FloatBuffer content(INDArray array) {
    return array.data().asNio().asFloatBuffer();
  }
}
