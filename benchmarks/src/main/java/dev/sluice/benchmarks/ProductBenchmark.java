// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.models.neural.Matrix;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Why networks multiply their matrices in ND4J: the first layer's product of a batch of 32, by ND4J
 * (copies to and fro included) and in plain Java.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductBenchmark {
  private static final int BATCH = 32;

  /** Number of variables. */
  @Param({"6", "10", "20"})
  public int variables;

  /** Number of categories. */
  @Param({"3", "10"})
  public int categories;

  private Matrix inputs;
  private Matrix weights;

  /** Fills the matrices of a modular class. */
  @Setup
  public void fill() {
    int width = variables * categories + 1;
    inputs = filled(BATCH, width);
    weights = filled(width, variables * 4 * Math.max(variables, categories));
  }

  /** By ND4J. */
  @Benchmark
  public Matrix nd4j() {
    return inputs.times(weights);
  }

  /** Three loops, rows innermost. */
  @Benchmark
  public double[] java() {
    int n = weights.columns();
    double[] product = new double[BATCH * n];
    for (int i = 0; i < BATCH; i++) {
      for (int k = 0; k < weights.rows(); k++) {
        double factor = inputs.values()[i * weights.rows() + k];
        for (int j = 0; j < n; j++) {
          product[i * n + j] += factor * weights.values()[k * n + j];
        }
      }
    }
    return product;
  }

  private static Matrix filled(int rows, int columns) {
    double[] values = new double[rows * columns];
    Arrays.setAll(values, i -> Math.sin(i));
    return new Matrix(rows, columns, values);
  }
}
