// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.Rest;
import dev.sluice.jobs.gauges.SnapshotGauges;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The operator of {@link Beside}. Its own thread starts computations and takes their outcomes from
 * the task's mailbox, between records; it never waits for one before the end of a bounded run. A
 * request is read from state only when its computation starts.
 */
final class BesideOperator<Q, M, S> extends AbstractStreamOperator<Keyed<S>>
    implements OneInputStreamOperator<Q, Keyed<S>>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final Beside<Q, M, S> settings;
  private final Work<Q, M, S> work;
  private final transient MailboxExecutor mailbox;

  private transient Owed<Q> owed;
  private transient Memory<M> memory;
  private transient Rest rest;
  private transient HeapBudget heap;
  private transient ExecutorService threads;
  private transient Map<String, Computation<Q>> running;
  private transient SnapshotGauges<S> gauges;
  private transient Keys<S> keys;

  BesideOperator(StreamOperatorParameters<Keyed<S>> parameters, Beside<Q, M, S> settings) {
    super(parameters);
    mailbox = parameters.getMailboxExecutor();
    this.settings = settings;
    work = settings.work();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    gauges = settings.gauges(getRuntimeContext(), context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    gauges.snapshot();
  }

  @Override
  public void open() throws Exception {
    super.open();
    owed = settings.owed(getRuntimeContext());
    memory = new Memory<>(getRuntimeContext(), settings.memory());
    rest = new Rest(getRuntimeContext(), new Failures(getMetricGroup()));
    heap = HeapBudget.ofProcess();
    running = new HashMap<>();
    keys = new Keys<>(getMetricGroup(), gauges, getProcessingTimeService(), running);
    threads = settings.threads("beside-" + getOperatorName());
    for (String key : owed.keys(getKeyedStateBackend())) {
      tryAgain(key);
    }
    startNext();
  }

  /** After a restart; a key that rests and is owed something has lacked memory. */
  private void tryAgain(String key) throws Exception {
    setCurrentKey(key);
    if (rest.failure() != null) {
      rest.lift();
      memory.clear();
    }
    keys.add(key);
  }

  @Override
  public void close() throws Exception {
    if (threads != null) {
      threads.shutdownNow();
    }
    super.close();
  }

  @Override
  public void processElement(StreamRecord<Q> element) throws Exception {
    Q request = element.getValue();
    String key = (String) getCurrentKey();
    if (work.ends(request)) {
      end(key, request);
    } else {
      owe(key, request);
    }
    startNext();
  }

  private void owe(String key, Q request) throws Exception {
    long generation = work.generation(request);
    if (memory.isOfAnother(generation) || work.hasOutlived(rest.failure())) {
      memory.clear();
      rest.lift();
    }
    Failure failure = rest.failure();
    if (failure != null) {
      owed.addIfOwed(request, generation); // for the next process to try
      emitFailed(key, request, failure);
      return;
    }
    Computation<Q> computation = running.get(key);
    if (computation != null && computation.generation() != generation) {
      running.remove(key);
      computation.cancel();
      computation = null;
    }
    boolean replaced = owed.add(request, generation);
    if (computation == null) {
      keys.add(key);
    } else if (replaced) {
      computation.supersede();
    }
  }

  private void end(String key, Q request) throws Exception {
    Computation<Q> computation = running.remove(key);
    if (computation != null) {
      computation.cancel();
    }
    keys.ended(key);
    owed.clear();
    memory.clear();
    rest.lift();
    emit(key, work.ended(request));
  }

  private void startNext() throws Exception {
    while (running.size() < settings.threads() && keys.areWaiting()) {
      String key = keys.next();
      setCurrentKey(key);
      Q request = owed.begin(work);
      M known = memory.copy();
      Computation<Q> computation = new Computation<>(key, request, work.generation(request));
      running.put(key, computation);
      computation.runsOn(threads.submit(() -> compute(computation, known)));
    }
  }

  /** On a thread beside the stream. */
  private void compute(Computation<Q> computation, M known) {
    Computation.Outcome<M, S> outcome = computation.compute(work, known, heap);
    try {
      mailbox.execute(() -> take(computation, outcome), "outcome of %s", computation.key());
    } catch (RejectedExecutionException closed) {
      LOG.debug("The task ends without the outcome of {}", computation.key(), closed);
    }
  }

  private void take(Computation<Q> computation, Computation.Outcome<M, S> outcome)
      throws Exception {
    String key = computation.key();
    if (!running.remove(key, computation)) {
      return; // it was cancelled
    }
    setCurrentKey(key);
    boolean more = computation.isSuperseded() || owed.removeFirst();
    if (outcome.thrown() == null) {
      memory.keep(outcome.done().memory(), computation.generation());
      keys.computed(key, outcome.millis());
      show(key, outcome.done().snapshot());
    } else {
      keys.failed(key);
      fail(computation, outcome, more);
    }
    if (more && rest.failure() == null) {
      keys.add(key);
    }
    startNext();
  }

  private void fail(Computation<Q> computation, Computation.Outcome<M, S> outcome, boolean more)
      throws Exception {
    String key = computation.key();
    long now = getProcessingTimeService().getCurrentProcessingTime();
    Failure failure = rest.begin(key, outcome.thrown(), now);
    Q newest = computation.request();
    emitFailed(key, newest, failure);
    if (rest.failure() == null) {
      return; // it may pass
    }
    memory.keepGeneration(computation.generation());
    for (boolean another = more; another; another = owed.removeFirst()) {
      newest = owed.first();
      emitFailed(key, newest, failure);
    }
    if (settings.triesAgain() && outcome.lackedMemory()) {
      owed.add(newest, computation.generation());
    }
  }

  private void emitFailed(String key, Q request, Failure failure) {
    S snapshot;
    try {
      snapshot = work.failed(request, failure);
    } catch (RuntimeException e) {
      LOG.error("{} rests, and cannot say so", key, e);
      return;
    }
    show(key, snapshot);
  }

  private void show(String key, S snapshot) {
    keys.show(key, snapshot);
    emit(key, snapshot);
  }

  private void emit(String key, S snapshot) {
    output.collect(new StreamRecord<>(new Keyed<>(key, snapshot)));
  }

  /** Lets all final snapshots go out before the end of time does. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      endInput();
    }
    super.processWatermark(mark);
  }

  @Override
  public void endInput() throws Exception {
    while (!running.isEmpty()) {
      mailbox.yield();
    }
  }
}
