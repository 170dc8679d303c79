// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;

/**
 * How well values of a variable are foretold if they follow a law of their own, which nobody knows:
 * one distribution, or one for each category of one other variable, all equally likely before, and
 * all distributions too. The logarithm of that probability, nats (Heckerman, Geiger and Chickering
 * 1995, with all counts of the prior 1).
 */
final class OwnLaw {
  private final int[] categories;
  private final double[] logFactorials;

  /**
   * Of variables.
   *
   * @param draws most that are asked about
   */
  OwnLaw(int[] categories, int draws) {
    this.categories = categories;
    logFactorials = new double[draws + Arrays.stream(categories).max().orElse(0)];
    for (int k = 2; k < logFactorials.length; k++) {
      logFactorials[k] = logFactorials[k - 1] + StrictMath.log(k);
    }
  }

  /** Most bytes of heap that it takes for so many draws of a domain. */
  static long bytes(Domain domain, long draws) {
    long most = Arrays.stream(domain.categories()).max().orElse(0);
    return Double.BYTES * (draws + most) + Integer.BYTES * most * most;
  }

  /** By variable, of the first {@code count} draws. */
  double[] logProbabilities(double[][] draws, int count) {
    double[] logs = new double[categories.length];
    Arrays.setAll(logs, j -> logProbability(draws, count, j));
    return logs;
  }

  private double logProbability(double[][] draws, int count, int j) {
    int n = categories.length;
    double[] ofLaws = new double[n];
    for (int i = 0; i < n; i++) {
      ofLaws[i] = logProbability(draws, count, j, i); // i = j stands for no other variable
    }
    double most = Arrays.stream(ofLaws).max().orElse(0);
    double sum = 0;
    for (double log : ofLaws) {
      sum += StrictMath.exp(log - most);
    }
    return most + StrictMath.log(sum / n);
  }

  private double logProbability(double[][] draws, int count, int j, int given) {
    int values = categories[j];
    int[] counts = new int[(given == j ? 1 : categories[given]) * values];
    for (int d = 0; d < count; d++) {
      int row = given == j ? 0 : (int) draws[d][given];
      counts[row * values + (int) draws[d][j]]++;
    }
    double log = 0;
    for (int from = 0; from < counts.length; from += values) {
      int total = 0;
      for (int c = from; c < from + values; c++) {
        total += counts[c];
        log += logFactorials[counts[c]];
      }
      log += logFactorials[values - 1] - logFactorials[values - 1 + total];
    }
    return log;
  }
}
