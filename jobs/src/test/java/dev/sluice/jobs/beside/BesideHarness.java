// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.MeteredEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.provider.Arguments;

/** One subtask of work beside the stream; its thread is that of the test. */
public final class BesideHarness<Q, S> implements AutoCloseable {

  private static final int MAX_PARALLELISM = 128;

  private final MeteredEnvironment metered;
  private final OneInputStreamOperatorTestHarness<Q, Keyed<S>> harness;
  private final int parallelism;
  private final int subtask;
  private int mails;

  private BesideHarness(
      Beside<Q, ?, S> beside, KeySelector<Q, String> key, int parallelism, int subtask)
      throws Exception {
    this.parallelism = parallelism;
    this.subtask = subtask;
    metered = new MeteredEnvironment(parallelism, subtask);
    // The keyed harness takes either a factory or an environment.
    harness = new OneInputStreamOperatorTestHarness<>(beside, metered.environment());
    harness.getStreamConfig().setStatePartitioner(0, key);
    harness
        .getStreamConfig()
        .setStateKeySerializer(Types.STRING.createSerializer(new SerializerConfigImpl()));
    harness.getStreamConfig().serializeAllConfigs();
  }

  /** State backends and parallelisms that a restart may be of. */
  static List<Arguments> restarts() {
    List<Arguments> restarts = new ArrayList<>();
    for (int parallelism : new int[] {1, 2, 3}) {
      restarts.add(Arguments.of(new HashMapStateBackend(), parallelism));
      restarts.add(Arguments.of(new EmbeddedRocksDBStateBackend(), parallelism));
    }
    return restarts;
  }

  /** The records of one key. */
  static <S> List<S> recordsOf(String key, List<Keyed<S>> records) {
    return records.stream().filter(r -> r.key().equals(key)).map(Keyed::record).toList();
  }

  /** The only subtask. */
  public static <Q, S> BesideHarness<Q, S> of(Beside<Q, ?, S> beside, KeySelector<Q, String> key)
      throws Exception {
    return new BesideHarness<>(beside, key, 1, 0);
  }

  /** One of several subtasks. */
  public static <Q, S> BesideHarness<Q, S> of(
      Beside<Q, ?, S> beside, KeySelector<Q, String> key, int parallelism, int subtask)
      throws Exception {
    return new BesideHarness<>(beside, key, parallelism, subtask);
  }

  /** Gives it a state backend. */
  public BesideHarness<Q, S> with(StateBackend backend) {
    harness.setStateBackend(backend);
    return this;
  }

  /** Opens it without state. */
  public BesideHarness<Q, S> open() throws Exception {
    harness.open();
    return this;
  }

  /** Opens it from the checkpoint of all subtasks of an operator. */
  public BesideHarness<Q, S> open(List<OperatorSubtaskState> checkpoint) throws Exception {
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            checkpoint.toArray(OperatorSubtaskState[]::new));
    harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            all, MAX_PARALLELISM, checkpoint.size(), parallelism, subtask));
    harness.open();
    return this;
  }

  /** Sends requests. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final void send(Q... requests) throws Exception {
    for (Q request : requests) {
      harness.processElement(request, 0);
    }
  }

  /** Does the operator's work until so many records, tombstones too, are out. */
  public void awaitRecords(int count) throws Exception {
    while (harness.extractOutputValues().size() < count) {
      harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
      mails++;
    }
  }

  /** Mails taken by {@link #awaitRecords}. */
  public int mails() {
    return mails;
  }

  /** What came out. */
  public List<Keyed<S>> records() {
    return harness.extractOutputValues();
  }

  /** Counter of failures with a reason. */
  public long failures(String reason) {
    return metered.count("failures", "reason", reason);
  }

  /** Entries of all keyed state, of the backend that keeps it on the heap. */
  public int stateEntries() {
    return ((HeapKeyedStateBackend<?>) harness.getOperator().getKeyedStateBackend())
        .numKeyValueStateEntries();
  }

  /** Timers of both kinds. */
  public int timers() {
    return harness.numProcessingTimeTimers() + harness.numEventTimeTimers();
  }

  /** The harness itself. */
  public OneInputStreamOperatorTestHarness<Q, Keyed<S>> harness() {
    return harness;
  }

  @Override
  public void close() throws IOException {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
