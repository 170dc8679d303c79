// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.family.NodeScores;
import java.util.LinkedHashMap;
import java.util.Map;

/** Passes on scores of one node, and keeps a record of them. Not thread-safe. */
final class Recorded implements FamilyScores {
  private final FamilyScores scores;
  private final int node;
  private final int[] candidates;
  private final Map<VariableSet, double[]> rows = new LinkedHashMap<>();
  private double[] subsets;

  /**
   * Nothing yet.
   *
   * @param candidates the only ones whose subsets will be asked for
   */
  Recorded(FamilyScores scores, int node, int[] candidates) {
    this.scores = scores;
    this.node = node;
    this.candidates = candidates;
  }

  @Override
  public int nodes() {
    return scores.nodes();
  }

  @Override
  public double of(int other, VariableSet parents) {
    return scores.of(other, parents);
  }

  @Override
  public double[] toggled(int other, VariableSet parents) {
    double[] row = scores.toggled(other, parents);
    rows.put(parents, row);
    return row;
  }

  @Override
  public double[] ofSubsets(int other, int[] of) {
    subsets = scores.ofSubsets(other, of);
    return subsets;
  }

  /** What was asked for. */
  NodeScores record() {
    return new NodeScores(
        node,
        candidates,
        subsets,
        rows.keySet().stream().map(VariableSet::words).toArray(long[][]::new),
        rows.values().toArray(double[][]::new));
  }
}
