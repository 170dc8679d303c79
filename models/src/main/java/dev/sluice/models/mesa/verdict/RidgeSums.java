// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.solve.SymmetricMatrices;

/**
 * Sums of a ridge regression of targets on inputs: Z'Z, Z'Y and the squares of Y. They are all that
 * it needs to be solved, and all that another solution needs to be scored, so that nothing else is
 * kept of a stream, and sums of its parts add up. Mutable, not thread-safe.
 */
public final class RidgeSums {
  private final int inputs;
  private final int targets;
  private final double[] squares;
  private final double[] products;
  private final double[] targetSquares;
  private long count;

  /** Nothing yet, of so many entries. */
  public RidgeSums(int inputs, int targets) {
    this.inputs = inputs;
    this.targets = targets;
    squares = new double[inputs * inputs];
    products = new double[inputs * targets];
    targetSquares = new double[targets];
  }

  /** Adds a case. */
  public void add(double[] input, double[] target) {
    if (input.length != inputs || target.length != targets) {
      throw new IllegalArgumentException(
          "%d inputs and %d targets, not %d and %d"
              .formatted(input.length, target.length, inputs, targets));
    }
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < inputs; j++) {
        squares[i * inputs + j] += input[i] * input[j];
      }
      for (int j = 0; j < targets; j++) {
        products[i * targets + j] += input[i] * target[j];
      }
    }
    for (int j = 0; j < targets; j++) {
      targetSquares[j] += target[j] * target[j];
    }
    count++;
  }

  /** Adds the sums of other cases, which do not change. */
  public void merge(RidgeSums other) {
    if (other.inputs != inputs || other.targets != targets) {
      throw new IllegalArgumentException("sums of another regression");
    }
    for (int i = 0; i < squares.length; i++) {
      squares[i] += other.squares[i];
    }
    for (int i = 0; i < products.length; i++) {
      products[i] += other.products[i];
    }
    for (int j = 0; j < targets; j++) {
      targetSquares[j] += other.targetSquares[j];
    }
    count += other.count;
  }

  /** Cases. */
  public long count() {
    return count;
  }

  /** The mean of half the squares of some targets: the score of 0; NaN without cases. */
  public double zeroScore(int from, int to) {
    double sum = 0;
    for (int j = from; j < to; j++) {
      sum += targetSquares[j];
    }
    return sum / 2 / count;
  }

  /**
   * (Z'Z + ridge mean(diag Z'Z) I)^-1 Z'Y, inputs x targets. The ridge has no unit: inputs in other
   * units change nothing. Of inputs that are all 0, or without cases, it is 0.
   *
   * @param ridge above 0
   */
  public double[][] solve(double ridge) {
    double trace = 0;
    for (int i = 0; i < inputs; i++) {
      trace += squares[i * inputs + i];
    }
    double[][] solution = new double[inputs][targets];
    if (trace == 0) {
      return solution;
    }
    double[] factor = new double[inputs * inputs];
    SymmetricMatrices.factor(squares, 0, inputs, ridge * trace / inputs, factor);
    double[] column = new double[inputs];
    for (int j = 0; j < targets; j++) {
      for (int i = 0; i < inputs; i++) {
        column[i] = products[i * targets + j];
      }
      SymmetricMatrices.solve(factor, inputs, column);
      for (int i = 0; i < inputs; i++) {
        solution[i][j] = column[i];
      }
    }
    return solution;
  }

  /**
   * The mean of half the squared error of a solution on these cases, summed over some targets; NaN
   * without cases.
   *
   * @param solution inputs x targets, of {@link #solve} of other cases
   */
  public double score(double[][] solution, int from, int to) {
    double sum = 0;
    for (int j = from; j < to; j++) {
      double squared = targetSquares[j];
      for (int i = 0; i < inputs; i++) {
        double image = 0;
        for (int k = 0; k < inputs; k++) {
          image += squares[i * inputs + k] * solution[k][j];
        }
        squared += solution[i][j] * (image - 2 * products[i * targets + j]);
      }
      sum += Math.max(0, squared);
    }
    return sum / 2 / count;
  }
}
