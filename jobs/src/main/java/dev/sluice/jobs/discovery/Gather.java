// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.Pace;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.LearnedWith;
import dev.sluice.jobs.experiment.Admission;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.models.discovery.replay.Intervention;
import dev.sluice.models.discovery.replay.MethodName;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets samples in, holds a bounded number of them, and asks for rounds of training: by counts of
 * samples alone, so that what is learned depends on neither time nor speed. In a bounded run all
 * rounds are at its end.
 */
final class Gather extends KeyedCoProcessFunction<String, Draw, Announcement, TrainRequest>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final DiscoverySettings settings;

  private transient Admission<CheckedSample> admission;
  private transient ValueState<Gathered> gathered;
  private transient HeldDraws held;
  private transient Subjects subjects;
  private transient Failures failures;
  private transient Proposing proposing;
  private transient Ledger ledger;
  private transient LearnedWith learnedWith;

  Gather(DiscoverySettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
    learnedWith = LearnedWith.open(context, settings.method().options(settings.capacity()));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
    learnedWith.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    gathered =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("gathered", TypeInformation.of(Gathered.class)));
    held = new HeldDraws(getRuntimeContext());
    subjects = new Subjects(settings);
    failures = new Failures(getRuntimeContext().getMetricGroup());
    proposing = new Proposing(getRuntimeContext(), settings.proposals());
    MethodName method = settings.method().method();
    admission =
        new Admission<>(
            getRuntimeContext(),
            ledger,
            settings.admissionPerKey(),
            (draw, declaration) -> SampleCheck.of(draw, declaration, method));
  }

  @Override
  public void processElement1(Draw draw, Context context, Collector<TrainRequest> out)
      throws Exception {
    CheckedSample sample = admission.admit(draw, context.timerService(), refusals(context));
    if (sample == null) {
      return;
    }
    Declaration declaration = admission.declaration();
    Gathered now = gathered.value().oneMore(draw.drawnAt());
    if (now.failure() == null) {
      now = hold(sample, draw.regime(), declaration, now, context.timerService());
    }
    boolean scores = proposing.admitted(draw, sample, declaration, now, context);
    boolean due = scores || settings.training().due(now.samples(), now.asked());
    if (due && !settings.topics().bounded()) {
      ask(declaration, now, now.failure() == null, scores, out);
      now = now.askedNow();
    }
    gathered.update(now);
  }

  private Gathered hold(
      CheckedSample sample,
      String regime,
      Declaration declaration,
      Gathered before,
      TimerService clock)
      throws Exception {
    Subject subject = subjects.of(declaration);
    Intervention intervention = Intervention.of(subject.order(), sample.targets(), regime);
    Gathered now =
        held.add(subject.placing(), intervention, subject.order().ordered(sample.values()), before);
    if (now.rows() > before.rows()) {
      Failure failure =
          attempt(
              declaration,
              clock,
              () -> subject.requireRoom(now.rows(), now.interventions(), settings));
      if (failure != null) {
        held.clear();
        return now.failed(failure);
      }
    }
    return now;
  }

  /** Runs a check; the failure that it throws, counted, or null. */
  private Failure attempt(Declaration declaration, TimerService clock, Runnable check)
      throws Exception {
    try {
      check.run();
      return null;
    } catch (KeyFailure refused) {
      return failures.of(declaration.experimentId(), refused, clock.currentProcessingTime());
    }
  }

  @Override
  public void processElement2(Announcement news, Context context, Collector<TrainRequest> out)
      throws Exception {
    Declaration before = admission.declaration();
    Declaration declaration = news.declaration();
    if (declaration == null) {
      end(before, context, out);
      return;
    }
    if (before == null || before.revision() < declaration.revision()) {
      begin(declaration, context, out);
    }
    admission.declare(
        declaration, context.timerService(), draw -> processElement1(draw, context, out));
  }

  /** A revision trains anew on what is held. */
  private void begin(Declaration declaration, Context context, Collector<TrainRequest> out)
      throws Exception {
    Gathered known = gathered.value();
    Gathered now = known == null ? Gathered.begin(declaration.declaredAt()) : known.lifted();
    Failure failure =
        attempt(
            declaration,
            context.timerService(),
            () -> subjects.of(declaration).requireRoom(settings));
    if (failure != null) {
      held.clear();
      now = now.failed(failure);
    }
    held.forgetWhatWasTold();
    boolean trains = !settings.topics().bounded() && now.rows() > 0;
    boolean scores = proposing.renewed(declaration, now, trains, context);
    ask(declaration, now, trains, scores, out);
    gathered.update(trains ? now.askedNow() : now);
    context.timerService().registerEventTimeTimer(Pace.END_OF_STREAM);
  }

  /** Tells only of draws that there is to be a round on. */
  private void ask(
      Declaration declaration,
      Gathered now,
      boolean trains,
      boolean scores,
      Collector<TrainRequest> out)
      throws Exception {
    out.collect(
        new TrainRequest(
            declaration,
            trains ? held.tell() : List.of(),
            now.samples(),
            now.asOf(),
            trains,
            now.failure(),
            trains && scores));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<TrainRequest> out)
      throws Exception {
    admission.giveUpWaiting(
        context.timerService(), draw -> processElement1(draw, context, out), refusals(context));
    Declaration declaration = admission.declaration();
    if (timestamp == Pace.END_OF_STREAM && settings.topics().bounded() && declaration != null) {
      Gathered now = gathered.value();
      boolean trains = now.rows() > 0;
      int rounds = trains ? settings.training().epochs() : now.samples() > 0 ? 1 : 0;
      boolean scores = proposing.renewed(declaration, now, trains, context);
      for (int round = 1; round <= rounds; round++) {
        ask(declaration, now, trains, scores && round == rounds, out);
      }
    }
  }

  private static Consumer<DeadLetter> refusals(KeyedCoProcessFunction<?, ?, ?, ?>.Context context) {
    return letter -> context.output(DeadLetters.TAG, letter);
  }

  private void end(Declaration declaration, Context context, Collector<TrainRequest> out)
      throws Exception {
    if (declaration == null) {
      return;
    }
    out.collect(TrainRequest.ended(declaration));
    proposing.ended(declaration, context);
    admission.end();
    gathered.clear();
    held.clear();
    subjects.forget(declaration);
    context.timerService().deleteEventTimeTimer(Pace.END_OF_STREAM);
  }
}
