// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.CounterRandom;

/**
 * Which network a variable has under a soft intervention on it. Their weights follow those of the
 * variables' usual networks, in the order in which the interventions were first seen; among the
 * counters lie their number and a hash of each intervention's targets and variable.
 */
final class SoftNetworks {
  private SoftNetworks() {}

  /** Most networks. */
  static int room(int variables) {
    return 2 * variables;
  }

  /** Longs that they take. */
  static int counters(int variables) {
    return 1 + room(variables);
  }

  /**
   * The place of a network, from 0.
   *
   * @throws IllegalArgumentException if there is no room for it
   */
  static int place(int variables, VariableSet targets, int j, LearnerState state) {
    long[] counters = state.counters();
    int at = Layout.soft(variables);
    long name = CounterRandom.of(j, "soft intervention", targets.words()).bits(0);
    int count = (int) counters[at];
    for (int place = 0; place < count; place++) {
      if (counters[at + 1 + place] == name) {
        return place;
      }
    }
    if (count == room(variables)) {
      throw new IllegalArgumentException(
          "soft interventions have more than %d targets in all: there is no room for more networks"
              .formatted(count));
    }
    counters[at + 1 + count] = name;
    counters[at]++;
    return count;
  }
}
