// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.jobs.experiment.Admission;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.jobs.experiment.ExperimentGauges;
import dev.sluice.models.adaptation.AdaptationState;
import dev.sluice.models.adaptation.Observation;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.models.adaptation.ShiftEvent;
import dev.sluice.schemas.AdaptationSnapshot;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets samples in and has every model class of their experiment predict them, be scored and learn,
 * in the order in which they come. Everything that this changes is in the state of one key of one
 * operator, so that a restart trains nothing twice.
 *
 * <p>A snapshot goes out at most once per interval; at once after an alarm or a decision, and
 * before the first sample of another regime, so that every adaptation curve is told to its end.
 * Regimes of fewer than {@value #SHORT} samples end without, lest there be a snapshot per sample
 * where every sample has targets of its own.
 */
final class Observe extends KeyedCoProcessFunction<String, Draw, News, Keyed<AdaptationSnapshot>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** On the event-time axis only the end of a bounded stream comes this late. */
  private static final long END_OF_STREAM = Long.MAX_VALUE;

  private static final int SHORT = 20;

  /** Of so many samples that come one by one, one is timed: the clock takes a microsecond. */
  private static final int TIMED = 16;

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final AdaptationJobSettings settings;

  private transient Admission<Observation> admission;
  private transient ValueState<Running> running;
  private transient ValueState<LearnedGraph> early;
  private transient MiniBatch batch;
  private transient Engines engines;
  private transient Ledger ledger;
  private transient ExperimentGauges<AdaptationSnapshot> metrics;

  Observe(AdaptationJobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    running = value("running", Running.class);
    early = value("early-graph", LearnedGraph.class);
    batch = new MiniBatch(getRuntimeContext(), settings.engine().batch());
    engines = new Engines(settings);
    metrics = AdaptationMetrics.open(getRuntimeContext().getMetricGroup());
    admission =
        new Admission<>(
            getRuntimeContext(),
            ledger,
            settings.waitingPlaces(),
            settings.waitingTime(),
            settings.dedupWindow(),
            Samples::check);
  }

  private <T> ValueState<T> value(String name, Class<T> type) {
    return getRuntimeContext().getState(new ValueStateDescriptor<>(name, TypeInformation.of(type)));
  }

  @Override
  public void processElement1(Draw draw, Context context, Collector<Keyed<AdaptationSnapshot>> out)
      throws Exception {
    Observation sample = admission.admit(draw, context.timerService(), refusals(context));
    if (sample != null) {
      observe(batch.add(new Held(sample, draw.drawnAt())), context, out);
    }
  }

  @Override
  public void processElement2(News news, Context context, Collector<Keyed<AdaptationSnapshot>> out)
      throws Exception {
    if (news.graph() != null) {
      learn(news.graph(), context);
    } else if (news.announcement().declaration() != null) {
      declare(news.announcement().declaration(), context, out);
    } else {
      end(context, out);
    }
  }

  @Override
  public void onTimer(
      long timestamp, OnTimerContext context, Collector<Keyed<AdaptationSnapshot>> out)
      throws Exception {
    if (timestamp == END_OF_STREAM) {
      observe(batch.takeAll(), context, out);
    }
    Running now = running.value();
    if (now != null) {
      boolean ended = timestamp == END_OF_STREAM;
      running.update(
          ended ? report(now, context, out) : reportWhenDue(now.timed(false), context, out));
    }
    admission.giveUpWaiting(context.timerService(), refusals(context));
  }

  /** Observes samples, those of one regime after those of the other. */
  private void observe(
      List<Held> samples, Context context, Collector<Keyed<AdaptationSnapshot>> out)
      throws Exception {
    if (samples.isEmpty()) {
      return;
    }
    Running now = running.value();
    for (int from = 0; from < samples.size(); ) {
      int to = from + 1;
      while (to < samples.size() && samples.get(to).sameRegime(samples.get(from))) {
        to++;
      }
      if (now.closesBefore(samples.get(from).sample(), settings.engine().burnIn(), SHORT)) {
        now = report(now, context, out);
      }
      now = observe(now, samples.subList(from, to), context, out);
      from = to;
    }
    running.update(now);
  }

  private Running observe(
      Running before, List<Held> samples, Context context, Collector<Keyed<AdaptationSnapshot>> out)
      throws Exception {
    Prequential engine = engines.of(admission.declaration(), before.learned());
    List<ShiftEvent> events = before.state().events();
    boolean timed = samples.size() > 1 || before.state().samples() % TIMED == 0;
    long start = timed ? CPU.getCurrentThreadCpuTime() : 0;
    AdaptationState state = engine.observe(before.state(), observations(samples));
    long nanos = timed ? CPU.getCurrentThreadCpuTime() - start : 0;
    Running after =
        before.observed(state, latest(samples), samples.size() > 1 ? nanos : TIMED * nanos);
    return state.events().equals(events)
        ? reportWhenDue(after, context, out)
        : report(after, context, out);
  }

  private static List<Observation> observations(List<Held> samples) {
    Observation[] observations = new Observation[samples.size()];
    for (int s = 0; s < observations.length; s++) {
      observations[s] = samples.get(s).sample();
    }
    return List.of(observations);
  }

  private static long latest(List<Held> samples) {
    long latest = Long.MIN_VALUE;
    for (Held held : samples) {
      latest = Math.max(latest, held.drawnAt());
    }
    return latest;
  }

  private Running reportWhenDue(
      Running now, Context context, Collector<Keyed<AdaptationSnapshot>> out) throws Exception {
    if (now.timer() || !now.ahead()) {
      return now;
    }
    long due = now.reportedAt() + settings.reportInterval();
    if (due <= context.timerService().currentProcessingTime()) {
      return report(now, context, out);
    }
    context.timerService().registerProcessingTimeTimer(due);
    return now.timed(true);
  }

  private Running report(Running now, Context context, Collector<Keyed<AdaptationSnapshot>> out)
      throws Exception {
    if (!now.ahead()) {
      return now;
    }
    Declaration declaration = admission.declaration();
    Prequential engine = engines.of(declaration, now.learned());
    AdaptationSnapshot snapshot =
        Snapshots.of(declaration, settings, now, engine.report(now.state()));
    metrics.show(declaration.experimentId(), snapshot);
    out.collect(new Keyed<>(declaration.experimentId(), snapshot));
    return now.reported(context.timerService().currentProcessingTime());
  }

  /** A revision with another true graph begins the comparison anew; its models are others. */
  private void declare(
      Declaration declaration, Context context, Collector<Keyed<AdaptationSnapshot>> out)
      throws Exception {
    Declaration before = admission.declaration();
    Running now = running.value();
    if (now == null || !Arrays.equals(before.trueParents(), declaration.trueParents())) {
      long[] learned = now == null ? earlyGraph(declaration) : now.learned();
      running.update(Running.begin(engines.of(declaration, learned).begin(), learned));
    }
    context.timerService().registerEventTimeTimer(END_OF_STREAM);
    admission.declare(
        declaration, context.timerService(), held -> processElement1(held, context, out));
  }

  private long[] earlyGraph(Declaration declaration) throws Exception {
    LearnedGraph graph = early.value();
    early.clear();
    return graph == null || !graph.isOf(declaration) ? null : graph.parents().record();
  }

  private void learn(LearnedGraph graph, Context context) throws Exception {
    if (graph.edges() == null) {
      if (graph.variables() == null) {
        early.clear();
      }
      ledger.accepted();
      return;
    }
    Decoded<long[]> parents = graph.parents();
    Declaration declaration = admission.declaration();
    if (parents.record() == null) {
      context.output(
          DeadLetters.TAG, ledger.refuse(graph.source(), parents, context.timerService()));
    } else if (declaration == null) {
      early.update(graph);
      ledger.accepted();
    } else if (graph.isOf(declaration)) {
      relearn(declaration, parents.record());
      ledger.accepted();
    } else {
      ledger.late();
    }
  }

  private void relearn(Declaration declaration, long[] parents) throws Exception {
    Running now = running.value();
    if (!Arrays.equals(now.learned(), parents)) {
      Prequential before = engines.of(declaration, now.learned());
      Prequential after = engines.of(declaration, parents);
      running.update(now.relearned(after.relearn(now.state(), before), parents));
    }
  }

  private void end(Context context, Collector<Keyed<AdaptationSnapshot>> out) throws Exception {
    if (running.value() == null) {
      return;
    }
    running.clear();
    batch.takeAll();
    admission.end();
    context.timerService().deleteEventTimeTimer(END_OF_STREAM);
    engines.end(context.getCurrentKey());
    metrics.ended(context.getCurrentKey());
    out.collect(new Keyed<>(context.getCurrentKey(), null));
  }

  private static Consumer<DeadLetter> refusals(KeyedCoProcessFunction<?, ?, ?, ?>.Context context) {
    return letter -> context.output(DeadLetters.TAG, letter);
  }
}
