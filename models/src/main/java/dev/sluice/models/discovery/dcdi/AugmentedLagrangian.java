// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.LearnerState;

/**
 * The cost of cycles, gamma h + mu h^2 / 2, and when gamma and mu grow (Brouillard et al.,
 * appendix, and the authors' code).
 *
 * <p>Every window of iterations it looks at the objective on validation draws. The objective is
 * stationary where over two windows it has gone one way, and has risen or fallen by less than
 * {@value #STATIONARY} nats an iteration. Then gamma grows by mu h, and mu is multiplied if h is
 * above {@value #ENOUGH} of what it was the last time. The authors wait for that as long as it
 * takes; here it happens after a number of looks in any case, as rounds of training end.
 */
final class AugmentedLagrangian {
  /** At most this, there are taken to be no cycles. */
  static final double NO_CYCLES = 1e-2;

  private static final double STATIONARY = 1e-4;
  private static final double ENOUGH = 0.9;

  /** What it keeps in {@link LearnerState#graph}. */
  enum Term {
    /** mu. */
    PENALTY(0),
    /** gamma. */
    MULTIPLIER(1),
    /** h when they last grew; -1 at first. */
    LAST_CONSTRAINT(2),
    /** The objective at the last look, and at the one before. */
    ONE_AGO(3),
    TWO_AGO(4),
    /** Weight of the draws of which the graph is that is final; 0 while there is none. */
    FINAL_OF(5);

    final int place;

    Term(int place) {
      this.place = place;
    }
  }

  private final int n;
  private final DcdiSettings settings;
  private final double[] graph;
  private final long[] counters;

  AugmentedLagrangian(int variables, DcdiSettings settings, LearnerState state) {
    n = variables;
    this.settings = settings;
    graph = state.graph();
    counters = state.counters();
  }

  /** Begins anew. */
  void begin() {
    put(Term.PENALTY, settings.firstPenalty());
    put(Term.MULTIPLIER, 0);
    put(Term.LAST_CONSTRAINT, -1);
    put(Term.ONE_AGO, 0);
    put(Term.TWO_AGO, 0);
    put(Term.FINAL_OF, 0);
    counters[Layout.LOOKS] = 0;
  }

  double of(double h) {
    return get(Term.MULTIPLIER) * h + get(Term.PENALTY) * h * h / 2;
  }

  /** The derivative in h. */
  double slope(double h) {
    return get(Term.MULTIPLIER) + get(Term.PENALTY) * h;
  }

  /**
   * Looks.
   *
   * @param objective on validation draws, with the costs of edges and cycles, nats per draw
   */
  void look(double objective, double h) {
    long looks = ++counters[Layout.LOOKS];
    double first = get(Term.TWO_AGO);
    double middle = get(Term.ONE_AGO);
    put(Term.TWO_AGO, middle);
    put(Term.ONE_AGO, objective);
    boolean oneWay = Math.min(first, objective) < middle && middle < Math.max(first, objective);
    double change = (objective - first) / (2.0 * settings.window());
    boolean stationary = looks >= 3 && oneWay && change > -STATIONARY;
    if (h > NO_CYCLES && (stationary || looks >= settings.patience())) {
      grow(h);
    }
  }

  private void grow(double h) {
    put(Term.MULTIPLIER, get(Term.MULTIPLIER) + get(Term.PENALTY) * h);
    double last = get(Term.LAST_CONSTRAINT);
    if (last >= 0 && h > ENOUGH * last) {
      put(Term.PENALTY, get(Term.PENALTY) * settings.penaltyGrowth());
    }
    put(Term.LAST_CONSTRAINT, h);
    counters[Layout.LOOKS] = 0;
  }

  private double get(Term term) {
    return graph[Layout.term(n, term)];
  }

  private void put(Term term, double value) {
    graph[Layout.term(n, term)] = value;
  }
}
