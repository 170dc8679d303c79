// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.UnknownTargets;
import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;
import java.util.List;

/**
 * Which variables interventions were taken to have as targets, each time that it was their turn: a
 * vote is divided among the variables as {@link TargetPrediction} says. The belief in a target is
 * its share of the votes, of which the older weigh less: each turn takes a tenth from them, so that
 * what unsettled beliefs said is soon forgotten.
 *
 * <p>In {@link LearnerState#graph} lie N votes of each of the {@link UnknownTargets}.
 */
final class TargetVotes {
  private static final double KEPT = 0.9;
  private final int n;
  private final int votes;
  private final double[] graph;
  private final UnknownTargets interventions;

  /**
   * In a state.
   *
   * @param count where the number of interventions lies among the counters; the labels follow
   * @param votes where the votes begin in the graph
   */
  TargetVotes(int variables, int count, int votes, LearnerState state) {
    n = variables;
    this.votes = votes;
    graph = state.graph();
    interventions = new UnknownTargets(n, count, state.counters());
  }

  /** Doubles that they take. */
  static int size(int variables) {
    return UnknownTargets.room(variables) * variables;
  }

  /**
   * Brings the votes into the order of these interventions. Where all targets are known there are
   * none.
   *
   * @throws IllegalArgumentException if they are too many, or one with unknown targets has no label
   */
  void align(List<Regime> regimes) {
    int[] before = interventions.align(regimes);
    double[] old = graph.clone();
    for (int r = 0; r < before.length; r++) {
      if (before[r] >= 0) {
        System.arraycopy(old, votes + before[r] * n, graph, votes + r * n, n);
      } else {
        VariableSet targets = regimes.get(r).targets();
        for (int j = 0; j < n; j++) {
          graph[votes + r * n + j] = targets != null && targets.contains(j) ? 1 : 0;
        }
      }
    }
  }

  /**
   * Takes a vote for the target of an intervention.
   *
   * @param probabilities by variable; what is left to 1 says nothing, and goes to all alike
   */
  void vote(int intervention, double[] probabilities) {
    double left = 1 - Arrays.stream(probabilities).sum();
    for (int j = 0; j < n; j++) {
      int at = votes + intervention * n + j;
      graph[at] = KEPT * graph[at] + probabilities[j] + Math.max(0, left) / n;
    }
  }

  /** By intervention: belief that each variable is a target; null if all targets are known. */
  double[][] shares() {
    if (interventions.count() == 0) {
      return null;
    }
    double[][] shares = new double[interventions.count()][n];
    for (int r = 0; r < shares.length; r++) {
      double total = 0;
      for (int j = 0; j < n; j++) {
        total += graph[votes + r * n + j];
      }
      boolean known = interventions.isKnown(r);
      for (int j = 0; j < n; j++) {
        double ofTarget = graph[votes + r * n + j];
        shares[r][j] = known ? ofTarget : total > 0 ? ofTarget / total : 1.0 / n;
      }
    }
    return shares;
  }
}
