// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior;

import dev.sluice.models.graph.Dag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * ln of prior weight times marginal likelihood of every node given every parent set; -infinity for
 * sets that the prior excludes. A graph's weight is the product over its nodes.
 *
 * <p>Interventions, Cooper and Yoo 1999: a node is scored on the samples in which it was not a
 * target, whatever was done to its parents. So each node has the merged statistic of the regimes
 * that do not target it; nodes with the same regimes share it.
 */
final class LocalScores {
  private final double[][] scores;

  private LocalScores(double[][] scores) {
    this.scores = scores;
  }

  static LocalScores of(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior) {
    double[][] scores = new double[domain.dimension()][];
    SufficientStatistics upToDate = statistics.upToDate();
    nodesByRegimes(upToDate, domain.dimension())
        .forEach(
            (regimes, nodes) -> {
              double[] evidence = evidence(domain, upToDate, regimes, scorePrior);
              nodes.forEach(node -> scores[node] = ofNode(node, evidence, graphPrior));
            });
    return new LocalScores(scores);
  }

  /** The number of nodes d. */
  int nodes() {
    return scores.length;
  }

  /** The scores of {@code node} by {@link ParentSets#index}; not to be changed. */
  double[] of(int node) {
    return scores[node];
  }

  /** The score of {@code node} given the bit mask of its parents. */
  double of(int node, int parents) {
    return scores[node][ParentSets.index(node, parents)];
  }

  /** ln of weight times marginal likelihood of a graph. */
  double of(Dag graph) {
    double score = 0;
    for (int node = 0; node < scores.length; node++) {
      score += of(node, (int) graph.parents(node));
    }
    return score;
  }

  private static double[] ofNode(int node, double[] evidence, GraphPrior prior) {
    double[] logWeights = prior.logWeightsBySize();
    double[] scores = new double[evidence.length / 2];
    for (int index = 0; index < scores.length; index++) {
      int parents = ParentSets.set(node, index);
      scores[index] =
          prior.admits(node, parents)
              ? evidence[parents | 1 << node]
                  - evidence[parents]
                  + logWeights[Integer.bitCount(parents)]
              : Double.NEGATIVE_INFINITY;
    }
    return scores;
  }

  private static Map<List<Long>, List<Integer>> nodesByRegimes(
      SufficientStatistics statistics, int dimension) {
    Map<List<Long>, List<Integer>> groups = new LinkedHashMap<>();
    for (int node = 0; node < dimension; node++) {
      List<Long> regimes = new ArrayList<>();
      for (long targets : regimes(statistics)) {
        if ((targets >>> node & 1) == 0) {
          regimes.add(targets);
        }
      }
      groups.computeIfAbsent(regimes, none -> new ArrayList<>()).add(node);
    }
    return groups;
  }

  private static double[] evidence(
      Domain domain, SufficientStatistics statistics, List<Long> regimes, ScorePrior prior) {
    if (domain.isCategorical()) {
      CategoricalStatistic merged = CategoricalStatistic.empty();
      for (long targets : regimes) {
        merged = merged.absorb(statistics.categorical.get(targets).copy());
      }
      return BdeuEvidence.ofSubsets(merged, domain, prior.equivalentSampleSize());
    }
    GaussianStatistic merged = GaussianStatistic.empty(domain.dimension());
    for (long targets : regimes) {
      merged.absorb(statistics.gaussian.get(targets));
    }
    return BgeEvidence.ofSubsets(merged, prior);
  }

  /** In ascending order, so that rounding does not depend on a hash table's order. */
  private static Set<Long> regimes(SufficientStatistics statistics) {
    Set<Long> regimes = new TreeSet<>(statistics.gaussian.keySet());
    regimes.addAll(statistics.categorical.keySet());
    return regimes;
  }
}
