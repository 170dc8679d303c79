// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.schemas.ProposedIntervention;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * What a laboratory has begun and not ended: decisions of which batches of rows come one after the
 * other, each so much later. Time is given from outside, as {@link System#nanoTime} counts it. Not
 * thread-safe.
 */
public final class Bench {
  private final long latencyNanos;
  private final int batchRows;
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::number));
  private final Set<String> decisions = new HashSet<>();
  private long begun;
  private long origin;

  /**
   * Rows of a decision.
   *
   * @param from the first
   * @param to behind the last
   */
  record Batch(ProposedIntervention decision, int from, int to) {
    boolean isLast() {
      return to == decision.getRows();
    }
  }

  /** A batch and when it comes, nanoseconds from the origin. */
  private record Entry(Batch batch, long due, long number) {}

  /**
   * A bench on which nothing stands.
   *
   * @param latencyNanos until the first batch, and between batches
   * @param batchRows rows of a batch at most
   */
  public Bench(long latencyNanos, int batchRows) {
    this.latencyNanos = latencyNanos;
    this.batchRows = batchRows;
  }

  /** Whether nothing is under way. */
  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether a decision is under way. */
  boolean holds(ProposedIntervention decision) {
    return decisions.contains(decision.getDecisionId());
  }

  /** Begins a decision that is not under way. */
  void begin(ProposedIntervention decision, long now) {
    if (begun == 0) {
      origin = now;
    }
    decisions.add(decision.getDecisionId());
    add(decision, 0, now - origin + latencyNanos, begun++);
  }

  private void add(ProposedIntervention decision, int from, long due, long number) {
    int to = decision.getRows() - from > batchRows ? from + batchRows : decision.getRows();
    entries.add(new Entry(new Batch(decision, from, to), due, number));
  }

  /** Takes the batch that comes next. */
  Batch next() {
    Entry entry = entries.remove();
    Batch batch = entry.batch;
    if (batch.isLast()) {
      decisions.remove(batch.decision.getDecisionId());
    } else {
      add(batch.decision, batch.to, entry.due + latencyNanos, entry.number);
    }
    return batch;
  }

  /** How long until the next batch comes: at most 0 if one has, much if nothing is under way. */
  long nanosToNext(long now) {
    return entries.isEmpty() ? Long.MAX_VALUE : entries.peek().due - (now - origin);
  }
}
