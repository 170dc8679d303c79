// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import java.util.Arrays;

/** The posteriors of p(y = j | do x = i) for all i and j of a pair of variables. */
final class OutcomeMixture {
  private final BetaMixture[][] mixtures;
  private double reached;

  /** One part of the mixture of each i and j. */
  @FunctionalInterface
  interface Part {
    /**
     * Takes it.
     *
     * @param others 1 - mean
     */
    void add(int i, int j, double mean, double others, double variance);
  }

  OutcomeMixture(int causeCategories, int outcomeCategories) {
    mixtures = new BetaMixture[causeCategories][outcomeCategories];
    for (BetaMixture[] ofCategory : mixtures) {
      Arrays.setAll(ofCategory, j -> new BetaMixture());
    }
  }

  /** Leaves out a share that is too small to matter. */
  void pass(double share) {
    reached += share;
  }

  /** Adds what it is if some parents are adjusted for. */
  void add(double share, AdjustedTable table) {
    reached += share;
    table.forEach(
        (i, j, mean, others, variance) -> mixtures[i][j].add(share, mean, others, variance));
  }

  /** The probability that the outcome is no descendant. */
  double none() {
    return Math.max(0, 1 - reached);
  }

  /** Adds what it is then: p(y = j), Dirichlet with N_j + N' / r_y. */
  void addUnreached(Configurations seen, int outcome, double equivalentSampleSize) {
    double[] counts = seen.count(outcome);
    double samples = Arrays.stream(counts).sum();
    double total = samples + equivalentSampleSize;
    double prior = equivalentSampleSize / counts.length;
    for (BetaMixture[] ofCategory : mixtures) {
      for (int j = 0; j < counts.length; j++) {
        double mean = (counts[j] + prior) / total;
        double others = (samples - counts[j] + prior * (counts.length - 1)) / total;
        ofCategory[j].add(none(), mean, others, mean * others / (total + 1));
      }
    }
  }

  EffectSummary[][] summaries() {
    return Arrays.stream(mixtures)
        .map(row -> Arrays.stream(row).map(BetaMixture::summary).toArray(EffectSummary[]::new))
        .toArray(EffectSummary[][]::new);
  }
}
