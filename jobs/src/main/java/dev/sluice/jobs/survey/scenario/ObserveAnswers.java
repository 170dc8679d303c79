// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.WaitingRoom;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.Failures;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.ScenarioAnswers;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps a scenario and everybody's answers to it, of which a later one replaces an earlier one, and
 * tells what has changed at most once an interval.
 *
 * <p>Answers to an unknown scenario wait for its declaration, any number for any time until the
 * scenarios have been read to the end that they had at the job's start. From then on they become
 * dead letters when more wait than the settings allow, the newest first, when they have waited too
 * long, and at the end of a bounded run.
 *
 * <p>A respondent whose answer cannot be understood because the matcher fails rests in this
 * scenario: its answers become dead letters until the scenario is declared again or ends. After a
 * restart with other formulas everything is told again, see {@link ObserveOperator}.
 */
final class ObserveAnswers
    extends KeyedCoProcessFunction<String, Response, ScenarioRecord, ScenarioChange>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** State that every scenario has. */
  static final ValueStateDescriptor<Scenario> SCENARIO =
      new ValueStateDescriptor<>("scenario", TypeInformation.of(Scenario.class));

  private final AnswerSettings settings;
  private final Formulas formulas;
  private final Matching matching;

  private transient ValueState<Scenario> declared;
  private transient Respondents respondents;
  private transient WaitingRoom<Response> waiting;
  private transient Matchers matchers;
  private transient Counter corrected;
  private transient Failures failures;
  private transient Ledger ledger;
  private transient ToldFor toldFor;

  ObserveAnswers(AnswerSettings settings, Formulas formulas) {
    this(settings, formulas, Matching.RULES);
  }

  ObserveAnswers(AnswerSettings settings, Formulas formulas, Matching matching) {
    this.settings = settings;
    this.formulas = formulas;
    this.matching = matching;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
    toldFor = ToldFor.open(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
    toldFor.snapshot(formulas.version());
  }

  /** Whether the state that was restored has told downstream what other formulas were to use. */
  boolean mustTellAgain() {
    return toldFor.others(formulas.version());
  }

  /** Lets the scenario of the current key tell everything again when its turn comes. */
  void tellAgain(String scenarioId, TimerService timers) {
    settings.pace().changed(scenarioId, timers);
  }

  @Override
  public void open(OpenContext context) {
    declared = getRuntimeContext().getState(SCENARIO);
    respondents = new Respondents(getRuntimeContext(), formulas.version());
    waiting =
        new WaitingRoom<>(
            getRuntimeContext(),
            TypeInformation.of(Response.class),
            settings.waitingPlaces(),
            settings.waitingTime(),
            ledger);
    matchers = new Matchers(settings.matcher());
    corrected = getRuntimeContext().getMetricGroup().counter("corrected");
    failures = new Failures(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement1(Response response, Context context, Collector<ScenarioChange> out)
      throws Exception {
    Decoded<CheckedAnswer> checked = CheckedAnswer.of(response);
    Scenario scenario = declared.value();
    if (checked.record() == null) {
      refuse(response.source(), checked.reason(), checked.message(), context);
    } else if (scenario != null) {
      observe(response, checked.record(), scenario, context);
    } else if (!waiting.admit(response, context.timerService())) {
      refuseUnknown(response, context);
    }
  }

  @Override
  public void processElement2(ScenarioRecord news, Context context, Collector<ScenarioChange> out)
      throws Exception {
    if (news.isTombstoneOfNothing()) {
      refuse(news.source(), Reason.INVALID_DECLARATION, ScenarioRecord.WITHOUT_KEY, context);
    } else if (news.scenario() == null) {
      ledger.accepted();
      end(context, out);
    } else {
      Decoded<Scenario> checked = news.check(declared.value());
      if (checked.record() == null) {
        refuse(news.source(), checked.reason(), checked.message(), context);
      } else {
        ledger.accepted();
        declare(checked.record(), context, out);
      }
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ScenarioChange> out)
      throws Exception {
    Scenario scenario = declared.value();
    if (scenario != null) {
      respondents.publish(scenario, out);
    }
    settings.pace().done(context.timerService());
    waiting.giveUp(context.timerService(), response -> refuseUnknown(response, context));
  }

  private void observe(Response response, CheckedAnswer answer, Scenario scenario, Context context)
      throws Exception {
    ModelVersion respondent = response.respondent();
    RespondentAnswers before = respondents.of(respondent);
    if (before.failure() != null) {
      refuse(response.source(), Reason.RESTING, before.failure().ofRecord(), context);
      return;
    }
    Computed<ScenarioAnswers.Update> observed =
        Computed.of(
            failures,
            scenario.scenarioId(),
            context.timerService().currentProcessingTime(),
            () ->
                before
                    .answers()
                    .observe(
                        answer.form(),
                        answer.sample(),
                        label(response, answer, scenario),
                        response.answeredAt()));
    if (observed.failure() != null) {
      respondents.put(respondent, before.resting(observed.failure()));
      settings.pace().changed(context.getCurrentKey(), context.timerService());
      refuse(response.source(), Reason.RESTING, observed.failure().ofRecord(), context);
      return;
    }
    ScenarioAnswers.Update update = observed.value();
    if (update.outcome().isChange()) {
      respondents.put(respondent, before.with(update.answers()));
      if (before.isEmpty() || !before.ahead()) {
        settings.pace().changed(context.getCurrentKey(), context.timerService());
      }
    }
    account(update.outcome());
  }

  private Label label(Response response, CheckedAnswer answer, Scenario scenario) {
    return answer.decision() != null
        ? answer.decision()
        : matching.match(matchers, scenario, answer, response.answer());
  }

  private void account(ScenarioAnswers.Outcome outcome) {
    switch (outcome) {
      case DUPLICATE -> ledger.duplicate();
      case STALE -> ledger.late();
      case ACCEPTED -> ledger.accepted();
      case CORRECTED -> {
        corrected.inc();
        ledger.accepted();
      }
    }
  }

  private void declare(Scenario scenario, Context context, Collector<ScenarioChange> out)
      throws Exception {
    Scenario live = declared.value();
    if (live != null && !live.equals(scenario)) {
      respondents.withdraw(live, out);
      settings.pace().changed(context.getCurrentKey(), context.timerService());
    } else if (live != null && respondents.lift()) {
      settings.pace().changed(context.getCurrentKey(), context.timerService());
    }
    declared.update(scenario);
    waiting.leave(
        context.timerService(),
        response -> observe(response, CheckedAnswer.of(response).record(), scenario, context));
  }

  private void end(Context context, Collector<ScenarioChange> out) throws Exception {
    Scenario live = declared.value();
    if (live == null) {
      return;
    }
    respondents.withdraw(live, out);
    declared.clear();
    respondents.clear();
    matchers.forget(live.scenarioId());
    settings.pace().done(context.timerService());
  }

  private void refuseUnknown(Response response, Context context) {
    refuse(
        response.source(),
        Reason.UNKNOWN_SCENARIO,
        "scenarioId: '" + response.scenarioId() + "' is not declared",
        context);
  }

  private void refuse(RawRecord source, Reason reason, String message, Context context) {
    context.output(DeadLetters.TAG, ledger.refuse(source, reason, message, context.timerService()));
  }
}
