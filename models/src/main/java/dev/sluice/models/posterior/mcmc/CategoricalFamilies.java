// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.BdeuEvidence;
import dev.sluice.models.posterior.score.CategoricalStatistic;
import dev.sluice.models.posterior.score.RegimeGroup;
import dev.sluice.models.posterior.score.RisingFactorials;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.ScorePrior;
import java.util.TreeSet;

/**
 * BDeu scores of single families ({@link BdeuEvidence} of a family alone), counted anew for each:
 * the cells, numbered by the configuration of the parents, are told apart by the node.
 */
final class CategoricalFamilies implements FamilyEvidence {
  private final int[] categories;
  private final ConfigurationColumns columns;
  private final RisingFactorials rising;
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
    partition = new Partition(columns);
    ranges = new int[categories.length][][];
    TreeSet<VariableSet> regimes = new TreeSet<>(statistics.categorical.keySet());
    for (RegimeGroup group : RegimeGroup.of(regimes, categories.length)) {
      int[][] ofGroup = columns.ranges(group.included());
      group.nodes().forEach(node -> ranges[node] = ofGroup);
    }
  }

  @Override
  public double of(int node, int[] parents) {
    double configurations = number(node, parents);
    double ofParents = sum(configurations);
    partition.refine(node);
    return sum(configurations * categories[node]) - ofParents;
  }

  @Override
  public double[] toggled(int node, int[] parents, boolean[] wanted) {
    double[] scores = new double[wanted.length];
    VariableSet set = VariableSet.of(parents);
    for (int other = 0; other < scores.length; other++) {
      scores[other] = wanted[other] ? of(node, set.toggle(other).members()) : 0;
    }
    return scores;
  }

  @Override
  public double[] ofSubsets(int node, int[] candidates) {
    int[] ofVariables = new int[candidates.length + 1];
    ofVariables[0] = categories[node];
    for (int k = 0; k < candidates.length; k++) {
      ofVariables[k + 1] = categories[candidates[k]];
    }
    Domain domain = Domain.categorical(ofVariables);
    double[] evidence = BdeuEvidence.ofSubsets(project(node, candidates, domain), domain, rising);
    double[] scores = new double[1 << candidates.length];
    for (int subset = 0; subset < scores.length; subset++) {
      scores[subset] = evidence[subset << 1 | 1] - evidence[subset << 1];
    }
    return scores;
  }

  /** The configurations of the node, which comes first, and the candidates. */
  private CategoricalStatistic project(int node, int[] candidates, Domain domain) {
    CategoricalStatistic projected = CategoricalStatistic.empty(domain.configurationWords());
    double[] values = new double[domain.dimension()];
    for (int[] range : ranges[node]) {
      for (int cell = range[0]; cell < range[1]; cell++) {
        values[0] = columns.category(node, cell);
        for (int k = 0; k < candidates.length; k++) {
          values[k + 1] = columns.category(candidates[k], cell);
        }
        projected.add(domain.configuration(values), columns.weights[cell]);
      }
    }
    return projected;
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
      partition.refine(variable);
      configurations *= categories[variable];
    }
    return configurations;
  }

  /** ln p(D_F), where the cells are numbered by the configurations of F. */
  private double sum(double configurations) {
    partition.count();
    return rising.of(configurations).sum(partition.counts, partition.size);
  }
}
