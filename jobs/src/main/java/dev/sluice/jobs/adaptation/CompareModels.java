// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.Pace;
import dev.sluice.jobs.experiment.Admission;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.jobs.gauges.Behind;
import dev.sluice.jobs.gauges.SnapshotGauges;
import dev.sluice.models.adaptation.Observation;
import dev.sluice.models.adaptation.ShiftEvent;
import dev.sluice.schemas.AdaptationSnapshot;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
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
 * operator, so that a restart trains nothing twice. An experiment whose engine fails says so, and
 * rests until it is declared again.
 *
 * <p>A snapshot goes out at most once per interval; at once after an alarm or a decision, and
 * before the first sample of another regime, so that every adaptation curve is told to its end.
 * Regimes of fewer than {@value #SHORT} samples end without, lest there be a snapshot per sample
 * where every sample has targets of its own.
 */
final class CompareModels
    extends KeyedCoProcessFunction<String, Draw, DeclarationOrGraph, Keyed<AdaptationSnapshot>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private static final int SHORT = 20;

  private final AdaptationJobSettings settings;
  private final EngineFactory factory;
  private final Pace pace;

  private transient boolean restored;
  private transient Ledger ledger;
  private transient Admission<Observation> admission;
  private transient LearnedGraphs graphs;
  private transient MiniBatch batch;
  private transient GuardedEngines engines;
  private transient SnapshotGauges<AdaptationSnapshot> gauges;
  private transient Behind behind;
  private transient ValueState<RunningComparison> running;

  CompareModels(AdaptationJobSettings settings, EngineFactory factory) {
    this.settings = settings;
    this.factory = factory;
    pace = settings.pace();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
    restored = context.isRestored();
    gauges =
        SnapshotGauges.open(
            getRuntimeContext(),
            context.getOperatorStateStore(),
            AdaptationGauges.of(settings.topics().gauges()));
    behind = Behind.open(getRuntimeContext(), context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
    gauges.snapshot();
    behind.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    NeuralLibrary.require(settings.models().learners());
    RuntimeContext runtime = getRuntimeContext();
    admission = new Admission<>(runtime, ledger, settings.admissionPerKey(), SampleCheck::of);
    graphs = new LearnedGraphs(runtime, ledger);
    batch = new MiniBatch(runtime, settings.models().engine().batch(), restored);
    engines = new GuardedEngines(runtime, settings.models(), factory, batch, ledger, gauges);
    running =
        runtime.getState(
            new ValueStateDescriptor<>("running", TypeInformation.of(RunningComparison.class)));
  }

  @Override
  public void processElement1(Draw draw, Context context, Collector<Keyed<AdaptationSnapshot>> out)
      throws Exception {
    take(draw, new Turn(context, out));
  }

  @Override
  public void processElement2(
      DeclarationOrGraph input, Context context, Collector<Keyed<AdaptationSnapshot>> out)
      throws Exception {
    Turn turn = new Turn(context, out);
    if (input.graph() != null) {
      learn(input.graph(), turn);
    } else if (input.announcement().declaration() != null) {
      declare(input.announcement().declaration(), turn);
    } else {
      end(turn);
    }
  }

  @Override
  public void onTimer(
      long timestamp, OnTimerContext context, Collector<Keyed<AdaptationSnapshot>> out)
      throws Exception {
    Turn turn = new Turn(context, out);
    if (timestamp == Pace.END_OF_STREAM) {
      observe(batch.takeAll(), turn);
    }
    RunningComparison now = running.value();
    if (now != null && now.ahead()) {
      store(engines.report(now, admission.declaration(), List.of(), turn), turn);
    }
    admission.giveUpWaiting(turn.clock(), draw -> take(draw, turn), turn::refuse);
  }

  private void take(Draw draw, Turn turn) throws Exception {
    if (running.value() == null && engines.refusesWhileResting(draw, turn)) {
      return;
    }
    Observation observed = admission.admit(draw, turn.clock(), turn::refuse);
    if (observed == null) {
      return;
    }
    List<Admitted> due = batch.add(new Admitted(observed, draw.drawnAt(), draw.source()));
    if (due.isEmpty()) {
      pace.atEnd(turn.clock());
    } else {
      observe(due, turn);
    }
  }

  /** Observes samples, those of one regime after those of the other. */
  private void observe(List<Admitted> samples, Turn turn) throws Exception {
    RunningComparison now = running.value();
    if (samples.isEmpty() || now == null) {
      return;
    }
    Declaration declaration = admission.declaration();
    for (int from = 0; from < samples.size() && now != null; ) {
      List<Admitted> unlearned = samples.subList(from, samples.size());
      if (now.closesBefore(unlearned.get(0).observed(), settings.models().engine().burnIn(), SHORT)
          && now.ahead()) {
        now = engines.report(now, declaration, unlearned, turn);
      }
      int to = Admitted.regimeEnd(samples, from);
      if (now != null) {
        now = observe(now, declaration, samples.subList(from, to), unlearned, turn);
      }
      from = to;
    }
    store(now, turn);
  }

  /** Alarms and decisions show at once. */
  private RunningComparison observe(
      RunningComparison before,
      Declaration declaration,
      List<Admitted> samples,
      List<Admitted> unlearned,
      Turn turn)
      throws Exception {
    List<ShiftEvent> events = before.state().events();
    RunningComparison after = engines.observe(before, declaration, samples, unlearned, turn);
    if (after == null || after.state().events().equals(events)) {
      return after;
    }
    List<Admitted> further = unlearned.subList(samples.size(), unlearned.size());
    return engines.report(after, declaration, further, turn);
  }

  /** A revision with another true graph begins the comparison anew; its models are others. */
  private void declare(Declaration declaration, Turn turn) throws Exception {
    Declaration before = admission.declaration();
    RunningComparison now = running.value();
    engines.lift();
    if (now == null || !Arrays.equals(before.trueParents(), declaration.trueParents())) {
      long[] learned = now == null ? graphs.leave(declaration) : now.learned();
      now = engines.begin(declaration, learned, turn);
    }
    store(now, turn);
    admission.declare(declaration, turn.clock(), draw -> take(draw, turn));
  }

  private void learn(LearnedGraph graph, Turn turn) throws Exception {
    RunningComparison now = running.value();
    Declaration declaration = now == null ? null : admission.declaration();
    long[] parents = graphs.take(graph, declaration, turn);
    if (parents != null && !Arrays.equals(now.learned(), parents)) {
      store(engines.relearn(now, declaration, parents, turn), turn);
    }
  }

  private void end(Turn turn) throws Exception {
    if (admission.declaration() == null) {
      return;
    }
    running.clear();
    batch.takeAll();
    graphs.clear();
    admission.end();
    engines.end(turn);
    behind.caughtUp(turn.experimentId());
    pace.done(turn.experimentId(), turn.clock());
  }

  /**
   * Keeps a comparison, or forgets one that failed, and sets the timer of its next snapshot.
   *
   * @param now null if it failed
   */
  private void store(RunningComparison now, Turn turn) throws Exception {
    RunningComparison before = running.value();
    boolean wasOwed = before != null && before.ahead();
    if (now == null) {
      running.clear();
    } else {
      running.update(now);
    }
    boolean owed = now != null && now.ahead();
    long first = now == null ? 0 : now.asOf();
    behind.tell(turn.experimentId(), owed, gauges.asOf(turn.experimentId(), first));
    if (owed && !wasOwed) {
      pace.changed(turn.experimentId(), turn.clock());
    } else if (!owed) {
      pace.done(turn.experimentId(), turn.clock());
      if (batch.waiting() > 0) {
        pace.atEnd(turn.clock());
      }
    }
  }
}
