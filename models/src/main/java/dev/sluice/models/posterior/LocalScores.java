// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior;

import dev.sluice.models.graph.Dag;

/**
 * ln of prior weight times marginal likelihood of every node given every parent set; -infinity for
 * sets that the prior excludes. A graph's weight is the product over its nodes.
 *
 * <p>Interventions, Cooper and Yoo 1999: a node is scored on the samples in which it was not a
 * target, whatever was done to its parents.
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
    Evidence evidence = new Evidence(domain, statistics, scorePrior);
    double[][] scores = new double[domain.dimension()][];
    evidence.forEachGroup(
        (nodes, ofSubsets) ->
            nodes.forEach(node -> scores[node] = ofNode(node, ofSubsets, graphPrior)));
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
    Cancellation.check();
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
}
