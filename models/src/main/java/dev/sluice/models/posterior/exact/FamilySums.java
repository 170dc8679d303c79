// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.ParentSets;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.posterior.threads.Team;

/**
 * The weights w_v(S) = exp(score of node v given parents S) and their sums z_v(T) over all S within
 * T, relative to the weights of the best graph's families: the best graph weighs 1.
 */
final class FamilySums {
  private final LocalScores scores;
  private final Dag mapGraph;
  private final double[] references;
  private final ScaledArray[] sums;

  FamilySums(LocalScores scores, Team team) {
    this.scores = scores;
    mapGraph = MapGraph.of(scores, team);
    references = new double[nodes()];
    sums = new ScaledArray[nodes()];
    long steps = ((long) nodes() * nodes()) << nodes();
    team.forEach(nodes(), steps, (thread, node) -> sum(node));
  }

  private void sum(int node) {
    Cancellation.check();
    references[node] = scores.of(node, (int) mapGraph.parents(node).mask());
    ScaledArray ofNode = weights(node);
    ofNode.sumOverSubsets();
    sums[node] = ofNode;
  }

  int nodes() {
    return scores.nodes();
  }

  /** All nodes, as a bit mask. */
  int everyNode() {
    return (1 << nodes()) - 1;
  }

  /** The best graph. */
  Dag mapGraph() {
    return mapGraph;
  }

  /** ln of the best graph's weight times marginal likelihood, to which all is relative. */
  double mapScore() {
    return scores.of(mapGraph);
  }

  /** z_v(T) by {@link ParentSets#index} of T. */
  ScaledArray sums(int node) {
    return sums[node];
  }

  /** w_v(S) by {@link ParentSets#index} of S; a new array. */
  ScaledArray weights(int node) {
    return ScaledArray.exp(scores.of(node), references[node]);
  }

  /** ln w_v(S) for the set S numbered {@code index}. */
  double logWeight(int node, int index) {
    return scores.of(node)[index] - references[node];
  }
}
