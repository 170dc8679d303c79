// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.score.BdeuEvidence;
import dev.sluice.models.posterior.score.CategoricalStatistic;
import dev.sluice.models.posterior.score.RisingFactorials;
import dev.sluice.models.posterior.threads.Cancellation;

/**
 * BDeu scores of a node given every subset of some candidates, from the configurations of these few
 * variables.
 */
final class CandidateCounts {
  /** With so few possible configurations, {@link BdeuEvidence} has a cell for each. */
  private static final double DENSE = 1 << 16;

  private final int[] categories;
  private final ConfigurationColumns columns;
  private final RisingFactorials rising;
  private final FamilyCounts counts;

  /** By number of candidates taken so far. */
  private final Partition[] levels;

  private final int most;
  private final double[] scores;

  /**
   * Projects configurations.
   *
   * @param space for the partition; its cells are replaced
   * @param variables the node first
   */
  CandidateCounts(
      Partition space,
      ConfigurationColumns all,
      int[][] ranges,
      int[] variables,
      int most,
      RisingFactorials rising) {
    this.rising = rising;
    this.most = Math.min(most, variables.length - 1);
    categories = new int[variables.length];
    space.join(ranges);
    for (int i = 0; i < variables.length; i++) {
      categories[i] = all.categories[variables[i]];
      space.refine(space, variables[i]);
    }
    long[][] words = new long[variables.length][];
    for (int i = 0; i < variables.length; i++) {
      words[i] = space.categories(variables[i]);
    }
    double[] weights = new double[space.size()];
    space.count(weights);
    columns = new ConfigurationColumns(categories, words, weights);
    counts = new FamilyCounts(columns, rising);
    levels = new Partition[this.most + 1];
    scores = new double[1 << (variables.length - 1)];
  }

  /** By bit mask of a subset of the candidates; 0 of those that are too large. */
  double[] scores() {
    double possible = 1;
    for (int ofVariable : categories) {
      possible *= ofVariable;
    }
    if (possible <= DENSE) {
      dense();
    } else {
      for (int level = 0; level < levels.length; level++) {
        levels[level] = new Partition(columns);
      }
      levels[0].join(new int[][] {{0, columns.cells()}});
      extend(0, 0, 0, 1);
    }
    return scores;
  }

  private void dense() {
    Domain domain = Domain.categorical(categories);
    CategoricalStatistic statistic = CategoricalStatistic.empty(domain.configurationWords());
    double[] values = new double[categories.length];
    for (int cell = 0; cell < columns.cells(); cell++) {
      for (int i = 0; i < values.length; i++) {
        values[i] = columns.category(i, cell);
      }
      statistic.add(domain.configuration(values), columns.weights[cell]);
    }
    double[] evidence = BdeuEvidence.ofSubsets(statistic, domain, rising);
    for (int subset = 0; subset < scores.length; subset++) {
      scores[subset] = evidence[subset << 1 | 1] - evidence[subset << 1];
    }
  }

  /**
   * Scores {@code subset}, whose partition is at {@code level}, and adds to it later candidates.
   */
  private void extend(int subset, int level, int next, double configurations) {
    Cancellation.check(subset);
    scores[subset] = counts.score(levels[level], configurations, 0);
    for (int k = next; k < categories.length - 1 && level < most; k++) {
      levels[level + 1].refine(levels[level], k + 1);
      extend(subset | 1 << k, level + 1, k + 1, configurations * categories[k + 1]);
    }
  }
}
