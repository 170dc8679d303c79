// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;

/** The p-value of the G test from random tables with the totals of the observed one. */
final class PermutedHomogeneity {
  private static final int PERMUTATIONS = 2_000;
  private static final double ROUNDING = 1e-9;

  private PermutedHomogeneity() {}

  static double pValue(FormTable table, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "form homogeneity");
    double observed = table.gStat() - ROUNDING;
    int extreme = 0;
    for (int i = 0; i < PERMUTATIONS; i++) {
      if (permuted(table, random) >= observed) {
        extreme++;
      }
    }
    // The observed table is one of the tables: an estimate of 0 would be invalid.
    return (extreme + 1.0) / (PERMUTATIONS + 1.0);
  }

  /** The statistic after dealing the actions out anew to the forms. */
  private static double permuted(FormTable table, UniformRandomProvider random) {
    int remaining = table.answers();
    int action1 = table.totalAction1();
    double scores = 0;
    for (int n : table.n()) {
      int k = 0;
      for (int i = 0; i < n; i++) {
        if (random.nextInt(remaining--) < action1) {
          action1--;
          k++;
        }
      }
      scores += FormTable.score(k, n);
    }
    return table.gStat(scores);
  }
}
