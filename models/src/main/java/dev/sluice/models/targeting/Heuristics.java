// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.GraphMetrics;
import java.util.Arrays;
import java.util.List;

/** Rules that look at beliefs in edges alone, and imagine no data: cheap, and worth beating. */
public final class Heuristics {
  private Heuristics() {}

  /**
   * How uncertain the edges from and to the targets are: the sum of their entropies, nats, each as
   * if independent.
   *
   * @param edges d x d, [i][j] = belief in i -> j
   */
  public static Scores edgeEntropy(double[][] edges, List<Intervention> candidates) {
    return ofEdges(edges.length, candidates, (i, j) -> GraphMetrics.entropy(edges[i][j]));
  }

  /**
   * How wrong beliefs in the edges from and to the targets are: for simulations, in which the truth
   * is known.
   */
  public static Scores error(double[][] edges, boolean[][] truth, List<Intervention> candidates) {
    return ofEdges(
        edges.length, candidates, (i, j) -> Math.abs(edges[i][j] - (truth[i][j] ? 1 : 0)));
  }

  /** How many other variables the targets are expected to be causes of, direct or not. */
  public static Scores expectedDescendants(
      List<? extends PossibleSystem> systems, List<Intervention> candidates) {
    double[][] terms = new double[candidates.size()][systems.size()];
    for (int i = 0; i < systems.size(); i++) {
      boolean[][] ancestors = systems.get(i).graph().ancestors();
      for (int candidate = 0; candidate < terms.length; candidate++) {
        terms[candidate][i] = descendants(ancestors, candidates.get(candidate).targets());
      }
    }
    return new Scores(candidates, terms);
  }

  private static int descendants(boolean[][] ancestors, VariableSet targets) {
    int descendants = 0;
    for (int other = 0; other < ancestors.length; other++) {
      int variable = other;
      boolean follows =
          Arrays.stream(targets.members()).anyMatch(target -> ancestors[target][variable]);
      descendants += follows && !targets.contains(other) ? 1 : 0;
    }
    return descendants;
  }

  /** A number for each ordered pair. */
  private interface OfEdge {
    double of(int i, int j);
  }

  /** The sum over the edges that a target is at one end of, at least. */
  private static Scores ofEdges(int variables, List<Intervention> candidates, OfEdge score) {
    double[][] terms = new double[candidates.size()][1];
    for (int candidate = 0; candidate < terms.length; candidate++) {
      VariableSet targets = candidates.get(candidate).targets();
      for (int i = 0; i < variables; i++) {
        for (int j = 0; j < variables; j++) {
          if (i != j && (targets.contains(i) || targets.contains(j))) {
            terms[candidate][0] += score.of(i, j);
          }
        }
      }
    }
    return new Scores(candidates, terms);
  }
}
