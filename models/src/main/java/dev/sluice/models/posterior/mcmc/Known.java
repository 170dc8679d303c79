// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.family.NodeScores;
import dev.sluice.models.posterior.family.ScoredNodes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Scores of which some were computed elsewhere; the others are computed. Not thread-safe. */
final class Known implements FamilyScores {
  private final FamilyScores scores;

  /** By node; null where nothing is known. */
  private final NodeScores[] known;

  /** By node, then by set of parents. */
  private final Map<Integer, Map<VariableSet, double[]>> rows = new HashMap<>();

  /**
   * Takes what is known.
   *
   * @param scores of the same data and the same prior
   */
  Known(FamilyScores scores, ScoredNodes elsewhere) {
    this.scores = scores;
    known = new NodeScores[scores.nodes()];
    for (NodeScores ofNode : elsewhere.nodes()) {
      known[ofNode.node()] = ofNode;
      Map<VariableSet, double[]> bySet = new HashMap<>();
      for (int row = 0; row < ofNode.rows().length; row++) {
        bySet.put(new VariableSet(ofNode.parents()[row]), ofNode.rows()[row]);
      }
      rows.put(ofNode.node(), bySet);
    }
  }

  /** The candidates of a node whose subsets are known; null if they are not. */
  int[] candidates(int node) {
    return known[node] == null ? null : known[node].candidates();
  }

  @Override
  public int nodes() {
    return scores.nodes();
  }

  @Override
  public double of(int node, VariableSet parents) {
    return scores.of(node, parents);
  }

  @Override
  public double[] toggled(int node, VariableSet parents) {
    double[] row = rows.getOrDefault(node, Map.of()).get(parents);
    return row == null ? scores.toggled(node, parents) : row.clone();
  }

  @Override
  public double[] ofSubsets(int node, int[] candidates) {
    return Arrays.equals(candidates, candidates(node))
        ? known[node].subsets().clone()
        : scores.ofSubsets(node, candidates);
  }
}
