// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Ties;

/** The best graph that was seen; of graphs that differ by rounding alone the first. */
final class BestGraph {
  private final int nodes;
  private final long[] parents;
  private double score = Double.NEGATIVE_INFINITY;
  private double bound = Double.NEGATIVE_INFINITY;

  BestGraph(int nodes) {
    this.nodes = nodes;
    parents = new long[nodes * ParentWords.words(nodes)];
  }

  /** Keeps the graph if it is the best so far. */
  void offer(double offered, long[] graph) {
    if (offered > bound) {
      score = offered;
      bound = offered + Ties.tolerance(offered);
      System.arraycopy(graph, 0, parents, 0, parents.length);
    }
  }

  /** Keeps the better one. */
  void offer(BestGraph other) {
    offer(other.score, other.parents);
  }

  double score() {
    return score;
  }

  Dag graph() {
    return Dag.ofParents(ParentWords.sets(parents, nodes));
  }
}
