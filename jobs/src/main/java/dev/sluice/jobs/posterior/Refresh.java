// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.Keyed;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes posteriors on threads of its own. The state holds the latest request of an experiment
 * until its snapshot is out; a newer request replaces it, so nothing stale is ever computed and a
 * restart computes what is owed. The operator's thread only looks now and then whether a
 * computation has finished, and never waits for one before the end of a bounded run.
 */
final class Refresh extends KeyedProcessFunction<String, RefreshRequest, Keyed<PosteriorSnapshot>> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);
  private static final long END_OF_STREAM = Long.MAX_VALUE;

  /** How often a running computation is looked at, milliseconds. */
  private static final long LOOK = 20;

  private final int threads;
  private final SerializableFunction<RefreshRequest, PosteriorSnapshot> inference;

  private transient ValueState<RefreshRequest> owed;
  private transient ExecutorService executor;
  private transient Map<String, Computation> running;

  /** Experiments that are owed a snapshot and have no thread yet, longest waiting first. */
  private transient Set<String> queue;

  private transient RefreshMetrics metrics;

  /**
   * @param settings of the job
   * @param inference computes a snapshot, on any thread
   */
  Refresh(
      PosteriorSettings settings,
      SerializableFunction<RefreshRequest, PosteriorSnapshot> inference) {
    threads = settings.refreshThreads();
    this.inference = inference;
  }

  private record Computation(Future<PosteriorSnapshot> snapshot, long revision, long samples) {

    boolean answers(RefreshRequest request) {
      return revision == request.declaration().revision()
          && samples == request.statistics().observed();
    }
  }

  @Override
  public void open(OpenContext context) {
    owed =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("owed", TypeInformation.of(RefreshRequest.class)));
    running = new HashMap<>();
    queue = new LinkedHashSet<>();
    executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "posterior-refresh");
              thread.setDaemon(true);
              return thread;
            });
    metrics = new RefreshMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void close() {
    if (executor != null) {
      executor.shutdownNow();
    }
  }

  @Override
  public void processElement(
      RefreshRequest request, Context context, Collector<Keyed<PosteriorSnapshot>> out)
      throws Exception {
    if (request.statistics() == null) {
      end(context, out);
      return;
    }
    owed.update(request);
    context.timerService().registerEventTimeTimer(END_OF_STREAM);
    proceed(context, out);
  }

  @Override
  public void onTimer(
      long timestamp, OnTimerContext context, Collector<Keyed<PosteriorSnapshot>> out)
      throws Exception {
    if (timestamp == END_OF_STREAM) {
      finish(context, out);
    } else {
      proceed(context, out);
    }
  }

  private void proceed(Context context, Collector<Keyed<PosteriorSnapshot>> out) throws Exception {
    String experimentId = context.getCurrentKey();
    Computation computation = running.get(experimentId);
    if (computation != null && computation.snapshot().isDone()) {
      running.remove(experimentId);
      emit(computation, context, out);
      computation = null;
    }
    RefreshRequest request = owed.value();
    if (request == null) {
      return;
    }
    if (computation == null) {
      queue.add(experimentId);
      if (running.size() < threads && queue.iterator().next().equals(experimentId)) {
        start(experimentId, request);
      }
    }
    long now = context.timerService().currentProcessingTime();
    context.timerService().registerProcessingTimeTimer(now - now % LOOK + LOOK);
  }

  private void start(String experimentId, RefreshRequest request) {
    queue.remove(experimentId);
    Future<PosteriorSnapshot> snapshot = executor.submit(() -> inference.apply(request));
    running.put(
        experimentId,
        new Computation(
            snapshot, request.declaration().revision(), request.statistics().observed()));
  }

  private void emit(
      Computation computation, Context context, Collector<Keyed<PosteriorSnapshot>> out)
      throws Exception {
    RefreshRequest request = owed.value();
    if (request != null && computation.answers(request)) {
      owed.clear();
      context.timerService().deleteEventTimeTimer(END_OF_STREAM);
    }
    try {
      PosteriorSnapshot snapshot = computation.snapshot().get();
      metrics.refreshed(snapshot);
      out.collect(new Keyed<>(context.getCurrentKey(), snapshot));
    } catch (ExecutionException e) {
      // One experiment's bad luck must not restart the job for all the others.
      metrics.failed();
      LOG.error("No posterior for experiment {}", context.getCurrentKey(), e.getCause());
    }
  }

  private void finish(Context context, Collector<Keyed<PosteriorSnapshot>> out) throws Exception {
    RefreshRequest request = owed.value();
    if (request == null) {
      return;
    }
    Computation computation = running.remove(context.getCurrentKey());
    if (computation == null || !computation.answers(request)) {
      if (computation != null) {
        computation.snapshot().cancel(true);
      }
      start(context.getCurrentKey(), request);
      computation = running.remove(context.getCurrentKey());
    }
    emit(computation, context, out);
  }

  private void end(Context context, Collector<Keyed<PosteriorSnapshot>> out) {
    Computation computation = running.remove(context.getCurrentKey());
    if (computation != null) {
      computation.snapshot().cancel(true);
    }
    queue.remove(context.getCurrentKey());
    owed.clear();
    context.timerService().deleteEventTimeTimer(END_OF_STREAM);
    metrics.ended(context.getCurrentKey());
    out.collect(new Keyed<>(context.getCurrentKey(), null));
  }
}
