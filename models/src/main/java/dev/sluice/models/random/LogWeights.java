// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.random;

import java.util.Arrays;

/** Weights of a few candidates, given as logarithms; one candidate is drawn in proportion. */
public final class LogWeights {
  private final double[] logs;
  private double largest = Double.NEGATIVE_INFINITY;

  /** Weights 0 of the candidates 0 to size - 1. */
  public LogWeights(int size) {
    logs = new double[size];
    Arrays.fill(logs, Double.NEGATIVE_INFINITY);
  }

  /** The number of candidates. */
  public int size() {
    return logs.length;
  }

  /** Gives a candidate its weight. */
  public void set(int candidate, double log) {
    logs[candidate] = log;
    largest = Math.max(largest, log);
  }

  /**
   * The candidate at {@code uniform}, in [0, 1), of the cumulated weights; never one of weight 0.
   */
  public int draw(double uniform) {
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    double left = uniform * sum;
    int drawn = -1;
    for (int candidate = 0; candidate < logs.length && left >= 0; candidate++) {
      double weight = Math.exp(logs[candidate] - largest);
      if (weight > 0) {
        drawn = candidate;
        left -= weight;
      }
    }
    return drawn;
  }
}
