// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Which variables interventions were taken to have as targets, each time that it was their turn: a
 * vote is divided among the variables as {@link TargetPrediction} says. The belief in a target is
 * its share of the votes, of which the older weigh less: each turn takes a tenth from them, so that
 * what unsettled beliefs said is soon forgotten.
 *
 * <p>Interventions are known by their labels, and may come in another order, or others among them,
 * the next time. In {@link LearnerState#counters} lie their number and a hash of each label, in
 * {@link LearnerState#graph} N votes of each.
 */
final class TargetVotes {
  private static final double KEPT = 0.9;
  private static final int LEAST_ROOM = 64;

  /** In the place of a label: the targets are known. */
  private static final long KNOWN = 0;

  private final int n;
  private final int count;
  private final int votes;
  private final LearnerState state;

  /**
   * In a state.
   *
   * @param count where the number of interventions lies among the counters; the labels follow
   * @param votes where the votes begin in the graph
   */
  TargetVotes(int variables, int count, int votes, LearnerState state) {
    n = variables;
    this.count = count;
    this.votes = votes;
    this.state = state;
  }

  /** Interventions of which targets can be unknown: {@value #LEAST_ROOM}, or two a variable. */
  static int room(int variables) {
    return Math.max(LEAST_ROOM, 2 * variables);
  }

  /** Longs that they take. */
  static int counters(int variables) {
    return 1 + room(variables);
  }

  /** Doubles that they take. */
  static int size(int variables) {
    return room(variables) * variables;
  }

  /**
   * Brings the votes into the order of these interventions. Where all targets are known there are
   * none.
   *
   * @throws IllegalArgumentException if they are too many, or one with unknown targets has no label
   */
  void align(List<Regime> interventions) {
    boolean unknown = interventions.stream().anyMatch(regime -> regime.targets() == null);
    if (!unknown) {
      state.counters()[count] = 0;
      return;
    }
    int size = interventions.size();
    if (size > room(n)) {
      throw new IllegalArgumentException(
          "%d interventions, some with unknown targets: there is room for %d"
              .formatted(size, room(n)));
    }
    long[] counters = state.counters();
    double[] graph = state.graph();
    long[] oldLabels = counters.clone();
    double[] oldVotes = graph.clone();
    int before = (int) counters[count];
    counters[count] = size;
    for (int r = 0; r < size; r++) {
      Regime regime = interventions.get(r);
      long label = label(regime);
      counters[count + 1 + r] = label;
      for (int j = 0; j < n; j++) {
        boolean known = regime.targets() != null && regime.targets().contains(j);
        graph[votes + r * n + j] = known ? 1 : 0;
      }
      for (int old = 0; old < before && regime.targets() == null; old++) {
        if (oldLabels[count + 1 + old] == label) {
          System.arraycopy(oldVotes, votes + old * n, graph, votes + r * n, n);
        }
      }
    }
  }

  private static long label(Regime regime) {
    if (regime.targets() != null) {
      return KNOWN;
    }
    if (regime.label() == null) {
      throw new IllegalArgumentException("an intervention with unknown targets has no label");
    }
    return CounterRandom.of(0, regime.label()).bits(0);
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
      state.graph()[at] = KEPT * state.graph()[at] + probabilities[j] + Math.max(0, left) / n;
    }
  }

  /** By intervention: belief that each variable is a target; null if all targets are known. */
  double[][] shares() {
    int interventions = (int) state.counters()[count];
    if (interventions == 0) {
      return null;
    }
    double[][] shares = new double[interventions][n];
    for (int r = 0; r < interventions; r++) {
      double total = 0;
      for (int j = 0; j < n; j++) {
        total += state.graph()[votes + r * n + j];
      }
      boolean known = state.counters()[count + 1 + r] == KNOWN;
      for (int j = 0; j < n; j++) {
        double ofTarget = state.graph()[votes + r * n + j];
        shares[r][j] = known ? ofTarget : total > 0 ? ofTarget / total : 1.0 / n;
      }
    }
    return shares;
  }
}
