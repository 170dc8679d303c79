// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Which interventions something is kept of because targets are unknown. They are known by their
 * labels, and may come in another order, or others among them, the next time.
 *
 * <p>A view of {@link LearnerState#counters}: the number of interventions, then a hash of each
 * label.
 */
public final class UnknownTargets {
  private static final int LEAST_ROOM = 64;

  /** In the place of a label: the targets are known. */
  private static final long KNOWN = 0;

  private final int n;
  private final int count;
  private final long[] counters;

  /**
   * Of N variables.
   *
   * @param count where the number of interventions lies; the labels follow
   */
  public UnknownTargets(int variables, int count, long[] counters) {
    n = variables;
    this.count = count;
    this.counters = counters;
  }

  /** Interventions of which targets can be unknown: {@value #LEAST_ROOM}, or two a variable. */
  public static int room(int variables) {
    return Math.max(LEAST_ROOM, 2 * variables);
  }

  /** Longs that they take. */
  public static int counters(int variables) {
    return 1 + room(variables);
  }

  /** How many interventions there are, those with known targets among them; 0 if all are known. */
  public int count() {
    return (int) counters[count];
  }

  /** Whether the targets of an intervention are known. */
  public boolean isKnown(int intervention) {
    return counters[count + 1 + intervention] == KNOWN;
  }

  /**
   * Takes these interventions in their order.
   *
   * @return by intervention the number that it had before; -1 if it is new or its targets are
   *     known. Empty if all targets are known: then there are none
   * @throws IllegalArgumentException if they are too many, or one with unknown targets has no label
   */
  public int[] align(List<Regime> interventions) {
    if (interventions.stream().allMatch(regime -> regime.targets() != null)) {
      counters[count] = 0;
      return new int[0];
    }
    int size = interventions.size();
    if (size > room(n)) {
      throw new IllegalArgumentException(
          "%d interventions, some with unknown targets: there is room for %d"
              .formatted(size, room(n)));
    }
    long[] old = Arrays.copyOfRange(counters, count + 1, count + 1 + count());
    int[] before = new int[size];
    counters[count] = size;
    for (int r = 0; r < size; r++) {
      long label = label(interventions.get(r));
      counters[count + 1 + r] = label;
      before[r] = label == KNOWN ? -1 : find(old, label);
    }
    return before;
  }

  private static int find(long[] labels, long label) {
    for (int r = 0; r < labels.length; r++) {
      if (labels[r] == label) {
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
    return CounterRandom.of(0, regime.label()).bits(0);
  }
}
