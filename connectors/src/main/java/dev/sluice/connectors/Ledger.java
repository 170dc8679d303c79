// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.ManagedInitializationContext;
import org.apache.flink.streaming.api.TimerService;

/**
 * The accounts of one operator: what became of records, since the job's first start.
 *
 * <p>At every checkpoint {@code read = accepted + deadLettered + late + duplicate + waiting},
 * summed over the job's operators and their subtasks: the operator that decodes a record counts it
 * as read, the one that decides its fate counts that. The counts are Flink metrics of the operator
 * (dead letters also one by one, with their reason as label {@code reason}) and operator state, so
 * that they survive restarts. When the operator is rescaled, counts move between subtasks and only
 * their sums keep their meaning: one subtask's {@code waiting} may even be negative.
 *
 * <p>Not thread-safe: belongs to the operator's thread.
 */
public final class Ledger {
  private static final String READ = "read";
  private static final String ACCEPTED = "accepted";
  private static final String DUPLICATE = "duplicate";
  private static final String LATE = "late";
  private static final String WAITING = "waiting";
  private static final String DEAD_LETTERED = "deadLettered";

  /** Begins the names, in state, of the counts of dead letters of one reason each. */
  private static final String OF_REASON = DEAD_LETTERED + ".";

  private final MetricGroup metrics;
  private final ListState<Map<String, Long>> state;
  private final long start;
  private final Map<String, Counter> counters = new HashMap<>();

  private Ledger(MetricGroup metrics, ListState<Map<String, Long>> state, long start) {
    this.metrics = metrics;
    this.state = state;
    this.start = start;
  }

  /**
   * Opens the accounts of an operator, continuing from its last checkpoint if there is one. To be
   * called from {@code CheckpointedFunction.initializeState}.
   */
  public static Ledger open(RuntimeContext runtime, FunctionInitializationContext context)
      throws Exception {
    Ledger ledger =
        new Ledger(
            runtime.getMetricGroup(),
            context
                .getOperatorStateStore()
                .getListState(
                    new ListStateDescriptor<>("ledger", Types.MAP(Types.STRING, Types.LONG))),
            start(context));
    ledger.restore();
    return ledger;
  }

  /**
   * Which start of the job this is: the number of the checkpoint that it started from, or 0 if it
   * started from none. A start from a later checkpoint has a larger number, in all operators the
   * same.
   */
  static long start(ManagedInitializationContext context) {
    return context.getRestoredCheckpointId().orElse(0);
  }

  /**
   * Which start of the job this is: 0 without a checkpoint. Also the time of the watermark that
   * tells that the declarations have been read, see {@link ReadToEnd}.
   */
  public long start() {
    return start;
  }

  /** Whether declarations are still being read to the end that they had at this start. */
  public boolean isReading(TimerService timers) {
    return timers.currentWatermark() < start;
  }

  private void restore() throws Exception {
    for (String name : new String[] {READ, ACCEPTED, DUPLICATE, LATE, WAITING, DEAD_LETTERED}) {
      counter(name);
    }
    for (Reason reason : Reason.values()) {
      counter(name(reason));
    }
    for (Map<String, Long> counts : state.get()) {
      counts.forEach((name, count) -> counter(name).inc(count));
    }
  }

  /** Counts a record that was read. */
  public void read() {
    counter(READ).inc();
  }

  /** Counts a record that was used. */
  public void accepted() {
    counter(ACCEPTED).inc();
  }

  /** Counts a record that had been seen before and changed nothing. */
  public void duplicate() {
    counter(DUPLICATE).inc();
  }

  /** Counts a record that came too late to be used. */
  public void late() {
    counter(LATE).inc();
  }

  /**
   * Counts records that begin to wait, or cease to.
   *
   * @param delta how many more wait now; negative if fewer
   */
  public void waiting(int delta) {
    counter(WAITING).inc(delta);
  }

  /** Counts a record that became a dead letter. */
  public void deadLettered(Reason reason) {
    counter(DEAD_LETTERED).inc();
    counter(name(reason)).inc();
  }

  /**
   * Counts a record as dead letter and makes it one.
   *
   * @param source the record as it was read
   * @param reason why it is refused
   * @param message what exactly is wrong, for a person
   * @param clock tells the time of the dead letter
   * @return what belongs into {@link DeadLetters#TAG}
   */
  public DeadLetter refuse(RawRecord source, Reason reason, String message, TimerService clock) {
    deadLettered(reason);
    return new DeadLetter(source, reason, message, clock.currentProcessingTime());
  }

  /** Counts a record as dead letter and makes it one, for what decoding or checking found. */
  public DeadLetter refuse(RawRecord source, Decoded<?> refused, TimerService clock) {
    return refuse(source, refused.reason(), refused.message(), clock);
  }

  /**
   * Makes a dead letter of a record that had been counted as used when what should have learnt it
   * failed.
   */
  public DeadLetter refuseAccepted(
      RawRecord source, Reason reason, String message, TimerService clock) {
    counter(ACCEPTED).dec();
    return refuse(source, reason, message, clock);
  }

  /**
   * Changes a count of the operator's own, which stays out of the balance.
   *
   * @param name of the count and of its metric
   * @param delta how many more; negative if fewer
   */
  public void change(String name, int delta) {
    counter(name).inc(delta);
  }

  /** Stores the accounts. To be called from {@code CheckpointedFunction.snapshotState}. */
  public void snapshot() throws Exception {
    Map<String, Long> counts = new HashMap<>();
    counters.forEach((name, counter) -> counts.put(name, counter.getCount()));
    state.update(List.of(counts));
  }

  private Counter counter(String name) {
    Counter counter = counters.get(name);
    if (counter == null) {
      counter = register(name);
      counters.put(name, counter);
    }
    return counter;
  }

  private Counter register(String name) {
    return name.startsWith(OF_REASON)
        ? metrics.addGroup("reason", name.substring(OF_REASON.length())).counter(DEAD_LETTERED)
        : metrics.counter(name);
  }

  private static String name(Reason reason) {
    return OF_REASON + reason.code();
  }
}
