// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.Units;
import dev.sluice.models.discovery.UnknownTargets;

/**
 * Where DCDI keeps what in {@link dev.sluice.models.discovery.LearnerState}.
 *
 * <p>In its graph: ln of the odds of edges and means of the squares of their gradients, N x N each;
 * the numbers of {@link AugmentedLagrangian}; those of {@link TargetBeliefs}; the units.
 */
final class Layout {
  /** Counter of iterations. */
  static final int ITERATIONS = 0;

  /** Counter of the iterations that moved beliefs. */
  static final int BELIEF_STEPS = 1;

  /** Counter of looks at the objective since the constraint last grew. */
  static final int LOOKS = 2;

  /** Where the counters of the beliefs in targets begin. */
  static final int TARGET_COUNTERS = 3;

  private static final int NUMBERS = AugmentedLagrangian.Term.values().length;

  private Layout() {}

  static int counters(int variables) {
    return soft(variables) + SoftNetworks.counters(variables);
  }

  /** Where the counters of further networks begin. */
  static int soft(int variables) {
    return TARGET_COUNTERS + UnknownTargets.counters(variables);
  }

  /** Where the squares of the gradients in edges begin. */
  static int squares(int variables) {
    return variables * variables;
  }

  static int term(int variables, AugmentedLagrangian.Term term) {
    return 2 * variables * variables + term.place;
  }

  static int targets(int variables) {
    return 2 * variables * variables + NUMBERS;
  }

  static int units(int variables) {
    return targets(variables) + TargetBeliefs.size(variables);
  }

  /** Doubles of the graph. */
  static int graph(int variables) {
    return units(variables) + Units.size(variables);
  }
}
