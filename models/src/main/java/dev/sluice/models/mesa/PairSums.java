// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import dev.sluice.models.mesa.task.SimulatedSequence;

/**
 * Where the sums of a {@link Regression} are in the numbers of a sequence, C first, d x n, and then
 * H, n x n; and what the next token is regressed on.
 */
final class PairSums {
  final Regression regression;
  final int dimension;
  final int n;
  final int products;
  final int squares;

  /** Of the newest token, and of the one before it. */
  final double[] z;

  private final double[] before;

  PairSums(Regression regression, int dimension, int at) {
    this.regression = regression;
    this.dimension = dimension;
    n = dimension * regression.delays();
    products = at;
    squares = at + dimension * n;
    z = new double[n];
    before = new double[n];
  }

  int end() {
    return squares + n * n;
  }

  /** Sees the tokens, newest first, that the numbers begin with, before the next is put there. */
  void lookBefore(double[] numbers, double[] newest, SimulatedSequence truth) {
    look(numbers, newest, truth, before);
  }

  /** Sees them with the next. */
  void look(double[] numbers, double[] newest, SimulatedSequence truth) {
    look(numbers, newest, truth, z);
  }

  private void look(double[] numbers, double[] newest, SimulatedSequence truth, double[] into) {
    System.arraycopy(regression.features() ? truth.features(newest) : numbers, 0, into, 0, n);
  }

  /** Whether pairs are learned at a step. */
  boolean learns(long step) {
    return step > 1 && (!regression.everySecond() || step % 2 == 0);
  }

  /** Sums up one more pair, of z before the token, and the token. */
  void absorb(double[] numbers, double[] token) {
    double kept = regression.forgetting();
    for (int i = 0; i < dimension; i++) {
      double si = token[i];
      int row = products + i * n;
      for (int j = 0; j < n; j++) {
        numbers[row + j] = kept * numbers[row + j] + si * before[j];
      }
    }
    for (int i = 0; i < n; i++) {
      double zi = before[i];
      int row = squares + i * n;
      for (int j = 0; j < n; j++) {
        numbers[row + j] = kept * numbers[row + j] + zi * before[j];
      }
    }
  }
}
