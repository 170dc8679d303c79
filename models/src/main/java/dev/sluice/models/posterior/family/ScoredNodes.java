// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.posterior.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores of some or all nodes, which were computed elsewhere of the same data: whoever is given
 * them computes what is missing, and has the same posterior to the bit. Public, so that it can
 * travel and be Flink state; not to be changed.
 *
 * @param method what they were computed for; null if there are none
 * @param priorScale t of the prior that they were computed with
 * @param nodes the scores, each node at most once
 */
public record ScoredNodes(Method method, double priorScale, NodeScores[] nodes) {

  /** Of no node. */
  public static ScoredNodes none() {
    return new ScoredNodes(null, 0, new NodeScores[0]);
  }

  /** Whether they are of use to a method. */
  public boolean serve(Method other) {
    return nodes.length > 0 && method == other;
  }

  /**
   * All of several parts of the same data. A part of another method or scale than the first that
   * has any is left out: scores of one posterior are of one prior.
   */
  public static ScoredNodes of(List<ScoredNodes> parts) {
    ScoredNodes first = none();
    List<NodeScores> all = new ArrayList<>();
    for (ScoredNodes part : parts) {
      first = first.nodes.length == 0 ? part : first;
      if (part.method == first.method && part.priorScale == first.priorScale) {
        all.addAll(List.of(part.nodes));
      }
    }
    return new ScoredNodes(first.method, first.priorScale, all.toArray(NodeScores[]::new));
  }
}
