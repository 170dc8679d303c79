// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.SnapshotGauges;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/**
 * Work beside the stream: an operator that computes on threads of its own what takes too long to be
 * computed between two records.
 *
 * <ul>
 *   <li>Requests lie in keyed state until they are answered. A checkpoint never waits for a
 *       computation; after a restart, the ones that were running begin again.
 *   <li>Keys take turns: the one that has waited longest gets the next thread, and one key has at
 *       most one computation at a time. There are no timers: the end of a computation rings.
 *   <li>At the end of a bounded run all threads work until nothing is owed.
 *   <li>All computations of a process share a budget of heap: large ones wait for one another.
 *   <li>A computation that fails is its key's failure: see {@link dev.sluice.jobs.Rest}. Requests
 *       of a key that rests are answered by {@link Work#failed} at once. Where not every request is
 *       answered, a key whose computation was refused for lack of heap stays owed its newest one
 *       while it rests, and is tried again after a restart, perhaps by a process that has more. A
 *       passing failure is answered the same way, but the key does not rest and what it knew is
 *       kept.
 *   <li>A key that ends becomes a tombstone; its computation is cancelled.
 * </ul>
 *
 * <p>Metrics: {@code refreshMillis} (a histogram), {@code failures} by reason, {@code owedKeys} and
 * {@code runningKeys}; {@code stalenessMillis}, see {@link dev.sluice.jobs.gauges.Behind}, of keys
 * that are owed a newer snapshot: the time since that of the newest sample in the latest, or, where
 * there is none yet, since it was asked for or the job has started; and those of {@link
 * dev.sluice.jobs.gauges.SnapshotGauges}.
 *
 * @param <Q> type of requests
 * @param <M> type of memory
 * @param <S> type of snapshots
 */
public final class Beside<Q, M, S> extends AbstractStreamOperatorFactory<Keyed<S>>
    implements OneInputStreamOperatorFactory<Q, Keyed<S>> {

  private static final long serialVersionUID = 1L;

  private final Work<Q, M, S> work;
  private final Order order;
  private final TypeInformation<Q> requests;
  private final TypeInformation<M> memory;
  private final int threads;
  private final Gauged<S> gauged;

  /** Which of the requests of a key are answered. */
  private enum Order {
    NEWEST,
    BEGUN_THEN_NEWEST,
    ALL
  }

  private Beside(
      Work<Q, M, S> work,
      Order order,
      TypeInformation<Q> requests,
      TypeInformation<M> memory,
      int threads,
      Gauged<S> gauged) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; expected at least 1");
    }
    this.work = work;
    this.order = order;
    this.requests = requests;
    this.memory = memory;
    this.threads = threads;
    this.gauged = gauged;
  }

  /**
   * For results without memory: a newer request replaces one that is owed, so that nothing stale is
   * ever begun. One that runs already is let finish, and its result goes out.
   *
   * @param requests type of requests
   * @param threads per subtask
   * @param gauged what the dashboard sees of snapshots
   */
  public static <Q, S> Beside<Q, Void, S> newestWins(
      Work<Q, Void, S> work, TypeInformation<Q> requests, int threads, Gauged<S> gauged) {
    return new Beside<>(work, Order.NEWEST, requests, null, threads, gauged);
  }

  /**
   * For results with memory that need not all be had: as {@link #newestWins}, each from what was
   * known after the computation before it. A computation that has begun is made to its end whatever
   * comes after its request, after a restart from the same memory again. So with budgets in steps
   * results depend only on which requests were begun, and a restart changes no bit of theirs.
   *
   * @param requests type of requests
   * @param memory type of what is known from one computation to the next
   * @param threads per subtask
   * @param gauged what the dashboard sees of snapshots
   */
  public static <Q, M, S> Beside<Q, M, S> newestWinsWithMemory(
      Work<Q, M, S> work,
      TypeInformation<Q> requests,
      TypeInformation<M> memory,
      int threads,
      Gauged<S> gauged) {
    return new Beside<>(work, Order.BEGUN_THEN_NEWEST, requests, memory, threads, gauged);
  }

  /**
   * For results with memory: every request is answered, in the order in which they come, each from
   * what was known after the one before. Upstream decides at which sample counts they fall due, by
   * counts alone and not by time: then, with budgets in steps, results are the same to the bit
   * whatever the number of threads, the parallelism and the restarts.
   *
   * @param requests type of requests
   * @param memory type of what is known from one request to the next
   * @param threads per subtask
   * @param gauged what the dashboard sees of snapshots
   */
  public static <Q, M, S> Beside<Q, M, S> inOrder(
      Work<Q, M, S> work,
      TypeInformation<Q> requests,
      TypeInformation<M> memory,
      int threads,
      Gauged<S> gauged) {
    return new Beside<>(work, Order.ALL, requests, memory, threads, gauged);
  }

  /**
   * Adds the operator.
   *
   * @param keyed requests by the key that snapshots and tombstones will have
   * @param snapshots class of the snapshots
   * @param name of the operator, and its uid
   */
  public SingleOutputStreamOperator<Keyed<S>> on(
      KeyedStream<Q, String> keyed, Class<S> snapshots, String name) {
    return keyed.transform(name, Keyed.typeInfo(snapshots), this).uid(name);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the interface has it
  public <T extends StreamOperator<Keyed<S>>> T createStreamOperator(
      StreamOperatorParameters<Keyed<S>> parameters) {
    return (T) new BesideOperator<>(parameters, this);
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
    return BesideOperator.class;
  }

  Work<Q, M, S> work() {
    return work;
  }

  Owed<Q> owed(RuntimeContext runtime) {
    return switch (order) {
      case NEWEST -> new NewestOwed<>(runtime, requests);
      case BEGUN_THEN_NEWEST -> new BegunThenNewest<>(runtime, requests);
      case ALL -> new OwedInOrder<>(runtime, requests);
    };
  }

  /** Whether a restart tries again what was refused for lack of heap. */
  boolean triesAgain() {
    return order != Order.ALL;
  }

  /** Type of memory; null if there is none. */
  TypeInformation<M> memory() {
    return memory;
  }

  int threads() {
    return threads;
  }

  /** Threads of one subtask, which do not keep its process alive. */
  ExecutorService threads(String name) {
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  SnapshotGauges<S> gauges(RuntimeContext runtime, OperatorStateStore store) throws Exception {
    return SnapshotGauges.open(runtime, store, gauged);
  }
}
