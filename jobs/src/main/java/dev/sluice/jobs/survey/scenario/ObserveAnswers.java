// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.Pace;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.WaitingRoom;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.ScenarioAnswers;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
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
 */
final class Observe extends KeyedCoProcessFunction<String, Response, ScenarioRecord, ScenarioChange>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final SurveySettings settings;
  private final Pace pace;

  private transient ValueState<Scenario> declared;
  private transient Respondents respondents;
  private transient WaitingRoom<Response> waiting;
  private transient Matchers matchers;
  private transient Counter corrected;
  private transient Ledger ledger;

  Observe(SurveySettings settings) {
    this.settings = settings;
    pace = settings.pace();
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
    declared =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("scenario", TypeInformation.of(Scenario.class)));
    respondents = new Respondents(getRuntimeContext());
    waiting =
        new WaitingRoom<>(
            getRuntimeContext(),
            TypeInformation.of(Response.class),
            settings.waitingPerScenario(),
            settings.waitingTime(),
            ledger);
    matchers = new Matchers(settings.matcher());
    corrected = getRuntimeContext().getMetricGroup().counter("corrected");
  }

  @Override
  public void processElement1(Response response, Context context, Collector<ScenarioChange> out)
      throws Exception {
    Decoded<Answer> checked = Answer.of(response);
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
    if (news.scenario() == null) {
      ledger.accepted();
      end(context, out);
      return;
    }
    Decoded<Scenario> decoded = resolve(news);
    if (decoded.record() == null) {
      refuse(news.source(), decoded.reason(), decoded.message(), context);
      return;
    }
    ledger.accepted();
    declare(decoded.record(), context, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ScenarioChange> out)
      throws Exception {
    respondents.publish(declared.value(), out);
    pace.done(context.timerService());
    waiting.giveUp(context.timerService(), response -> refuseUnknown(response, context));
  }

  private void observe(Response response, Answer answer, Scenario scenario, Context context)
      throws Exception {
    Label label = label(response, answer, scenario);
    ScenarioAnswers.Outcome outcome =
        respondents.observe(
            response.respondent(),
            answer,
            label,
            response.answeredAt(),
            () -> pace.changed(context.getCurrentKey(), context.timerService()));
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

  private Label label(Response response, Answer answer, Scenario scenario) {
    return answer.decision() != null
        ? answer.decision()
        : matchers.of(scenario).match(answer.form(), response.answer());
  }

  private Decoded<Scenario> resolve(ScenarioRecord news) throws Exception {
    if (!news.keyedByScenario()) {
      return Decoded.refused(
          Reason.INVALID_DECLARATION,
          "scenarioId: '" + news.scenarioId() + "' is not the record's key");
    }
    Decoded<Scenario> decoded = Scenario.of(news.scenario());
    Scenario live = declared.value();
    if (decoded.record() == null || live == null || decoded.record().asksTheSameAs(live)) {
      return decoded;
    }
    return Decoded.refused(
        Reason.INVALID_DECLARATION,
        "set, action1, action2: not those of the live scenario '"
            + news.scenarioId()
            + "'; end it first with a tombstone");
  }

  private void declare(Scenario scenario, Context context, Collector<ScenarioChange> out)
      throws Exception {
    Scenario live = declared.value();
    if (live != null && !live.equals(scenario)) {
      respondents.withdraw(live, out);
      pace.changed(context.getCurrentKey(), context.timerService());
    }
    declared.update(scenario);
    waiting.leave(
        context.timerService(),
        response -> observe(response, Answer.of(response).record(), scenario, context));
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
    pace.done(context.timerService());
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
