// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.random.CounterRandom;
import java.util.List;

/**
 * Beliefs in the targets of interventions that are unknown: variable j is a target of intervention
 * k with probability s(b_kj), s the logistic function.
 *
 * <p>Interventions are known by their labels, and may come in another order, or others among them,
 * the next time. Among the counters lie their number and a hash of each label, in the graph N ln
 * odds of each and the means of the squares of their gradients.
 */
final class TargetBeliefs {
  private static final int LEAST_ROOM = 64;

  /** In the place of a label: the targets are known. */
  private static final long KNOWN = 0;

  /** ln of the odds of a known target. */
  private static final double CERTAIN = Double.MAX_VALUE;

  /** ln of the odds stay between - this and this, so that what is wrong can be taken back. */
  private static final double MOST = 5;

  private final int n;
  private final int squares;
  private final LearnerState state;

  TargetBeliefs(int variables, LearnerState state) {
    n = variables;
    squares = room(variables) * variables;
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
    return 2 * room(variables) * variables;
  }

  /**
   * Brings the beliefs into the order of these interventions. Where all targets are known there are
   * none.
   *
   * @throws IllegalArgumentException if they are too many, or one with unknown targets has no label
   */
  void align(List<Regime> interventions) {
    long[] counters = state.counters();
    if (interventions.stream().allMatch(regime -> regime.targets() != null)) {
      counters[Layout.TARGET_COUNTERS] = 0;
      return;
    }
    int size = interventions.size();
    if (size > room(n)) {
      throw new IllegalArgumentException(
          "%d interventions, some with unknown targets: there is room for %d"
              .formatted(size, room(n)));
    }
    long[] oldLabels = counters.clone();
    double[] old = state.graph().clone();
    counters[Layout.TARGET_COUNTERS] = size;
    for (int r = 0; r < size; r++) {
      Regime regime = interventions.get(r);
      long label = label(regime);
      counters[Layout.TARGET_COUNTERS + 1 + r] = label;
      int before = regime.targets() == null ? find(oldLabels, label) : -1;
      for (int j = 0; j < n; j++) {
        boolean fresh = before < 0;
        state.graph()[at(r, j)] = fresh ? first(regime, j) : old[at(before, j)];
        state.graph()[squares + at(r, j)] = fresh ? 0 : old[squares + at(before, j)];
      }
    }
  }

  private static double first(Regime regime, int j) {
    if (regime.targets() == null) {
      return 0;
    }
    return regime.targets().contains(j) ? CERTAIN : -CERTAIN;
  }

  private static int find(long[] counters, long label) {
    for (int r = 0; r < counters[Layout.TARGET_COUNTERS]; r++) {
      if (counters[Layout.TARGET_COUNTERS + 1 + r] == label) {
        return r;
      }
    }
    return -1;
  }

  private static long label(Regime regime) {
    if (regime.targets() != null) {
      return KNOWN;
    }
    if (regime.label() == null) {
      throw new IllegalArgumentException("an intervention with unknown targets has no label");
    }
    return CounterRandom.of(0, regime.label()).bits(0) | 1;
  }

  private int at(int intervention, int j) {
    return Layout.targets(n) + intervention * n + j;
  }

  /** Belief that j is a target of an intervention; 0 or 1 where that is known. */
  double belief(int intervention, int j) {
    return 1 / (1 + StrictMath.exp(-state.graph()[at(intervention, j)]));
  }

  /**
   * One step of ln of the odds.
   *
   * @param byBelief gradient in the belief
   */
  void step(int intervention, int j, double byBelief, RmsProp optimiser) {
    double belief = belief(intervention, j);
    int at = at(intervention, j);
    optimiser.step(state.graph(), at, squares + at, belief * (1 - belief) * byBelief);
    state.graph()[at] = Math.max(-MOST, Math.min(MOST, state.graph()[at]));
  }

  /** By intervention: belief that each variable is a target; null if all targets are known. */
  double[][] matrix() {
    int interventions = (int) state.counters()[Layout.TARGET_COUNTERS];
    if (interventions == 0) {
      return null;
    }
    double[][] matrix = new double[interventions][n];
    for (int r = 0; r < interventions; r++) {
      for (int j = 0; j < n; j++) {
        matrix[r][j] = belief(r, j);
      }
    }
    return matrix;
  }
}
