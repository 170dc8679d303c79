// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.threads.Cancellation;
import java.util.Arrays;

/**
 * The rows that chains have asked for, kept up to a number of bytes; then all are forgotten, and
 * computed again when asked for. Of one version of the data. Not thread-safe.
 */
final class MoveRows {
  /** Of all rows that are kept. */
  static final long MAX_BYTES = 64L << 20;

  private static final int FIRST_SLOTS = 1 << 10;
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private final FamilyScores scores;
  private final int words;
  private final int most;
  private MoveRow[] slots = new MoveRow[FIRST_SLOTS];
  private int kept;
  private long computed;

  MoveRows(FamilyScores scores) {
    this(scores, (int) Math.max(1, MAX_BYTES / MoveRow.bytes(scores.nodes())));
  }

  /** Keeps at most so many rows. */
  MoveRows(FamilyScores scores, int most) {
    this.scores = scores;
    this.most = most;
    words = ParentWords.words(scores.nodes());
  }

  int nodes() {
    return scores.nodes();
  }

  /** How many rows had to be computed so far. */
  long computed() {
    return computed;
  }

  /**
   * The row of a node whose parents are the words from {@code at} on; not to be changed.
   *
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  MoveRow of(int node, long[] parents, int at) {
    MoveRow row = slots[slot(node, parents, at)];
    return row == null ? compute(node, parents, at) : row;
  }

  private MoveRow compute(int node, long[] parents, int at) {
    Cancellation.check();
    computed++;
    long[] own = Arrays.copyOfRange(parents, at, at + words);
    VariableSet set = new VariableSet(own);
    MoveRow row = MoveRow.of(node, own, scores.of(node, set), scores.toggled(node, set));
    if (kept == most) {
      slots = new MoveRow[FIRST_SLOTS];
      kept = 0;
    }
    if (2 * (kept + 1) > slots.length) {
      grow();
    }
    slots[slot(node, own, 0)] = row;
    kept++;
    return row;
  }

  private void grow() {
    MoveRow[] old = slots;
    slots = new MoveRow[2 * old.length];
    for (MoveRow row : old) {
      if (row != null) {
        slots[slot(row.node(), row.parents(), 0)] = row;
      }
    }
  }

  /** Where the row is, or would come. */
  private int slot(int node, long[] parents, int at) {
    long hash = node + 1L;
    for (int word = 0; word < words; word++) {
      hash = (hash ^ parents[at + word]) * MIX;
      hash ^= hash >>> 32;
    }
    int slot = (int) hash & slots.length - 1;
    while (slots[slot] != null && !slots[slot].isOf(node, parents, at)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }
}
