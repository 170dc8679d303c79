// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.score.RegimeGroup;
import dev.sluice.models.posterior.score.RisingFactorials;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.ScorePrior;

/**
 * BDeu scores of single families, counted anew for each from the configurations seen: these are
 * numbered by the configuration of the parents, then told apart by the node.
 */
final class CategoricalFamilies implements FamilyEvidence {
  private final int[] categories;
  private final ConfigurationColumns columns;
  private final RisingFactorials rising;
  private final FamilyCounts counts;
  private final Partition partition;

  /** By node: the cells of the regimes that do not target it. */
  private final int[][][] ranges;

  /**
   * Reads the statistics.
   *
   * @param statistics forgotten up to the last sample
   */
  CategoricalFamilies(Domain domain, SufficientStatistics statistics, ScorePrior prior) {
    categories = domain.categories();
    columns = new ConfigurationColumns(domain, statistics);
    rising = new RisingFactorials(prior.equivalentSampleSize());
    counts = new FamilyCounts(columns, rising);
    partition = new Partition(columns);
    ranges = new int[categories.length][][];
    for (RegimeGroup group : RegimeGroup.of(statistics)) {
      int[][] ofGroup = columns.ranges(group.included());
      group.nodes().forEach(node -> ranges[node] = ofGroup);
    }
  }

  @Override
  public double of(int node, int[] parents) {
    double configurations = number(node, parents);
    return counts.score(partition, configurations, node);
  }

  @Override
  public void scoreAdded(int node, int[] parents, boolean[] wanted, double[] scores) {
    double configurations = number(node, parents);
    counts.scoreAdded(partition, configurations, node, wanted, scores);
  }

  @Override
  public double[] ofSubsets(int node, int[] candidates, int most) {
    int[] variables = new int[candidates.length + 1];
    variables[0] = node;
    System.arraycopy(candidates, 0, variables, 1, candidates.length);
    return new CandidateCounts(partition, columns, ranges[node], variables, most, rising).scores();
  }

  /**
   * Numbers the node's cells by the configuration of some variables.
   *
   * @return the number of possible configurations
   */
  private double number(int node, int[] variables) {
    partition.join(ranges[node]);
    double configurations = 1;
    for (int variable : variables) {
      partition.refine(partition, variable);
      configurations *= categories[variable];
    }
    return configurations;
  }
}
