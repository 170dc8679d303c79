// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.Failures;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.ScenarioAnswers;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
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
 * <p>A respondent whose answer cannot be understood because the matcher fails rests in this
 * scenario: its answers become dead letters until the scenario is declared again or ends. After a
 * restart with other formulas everything is told again, see {@link ObserveOperator}.
 */
final class ObserveAnswers
    extends KeyedCoProcessFunction<String, Response, ScenarioNews, ScenarioChange>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final AnswerSettings settings;
  private final Formulas formulas;
  private final Matching matching;

  private transient AnswerAdmission admission;
  private transient Respondents respondents;
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
    admission = new AnswerAdmission(getRuntimeContext(), ledger, settings);
    respondents = new Respondents(getRuntimeContext(), formulas.version());
    matchers = new Matchers(settings.matcher());
    corrected = getRuntimeContext().getMetricGroup().counter("corrected");
    failures = new Failures(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement1(Response response, Context context, Collector<ScenarioChange> out)
      throws Exception {
    Decoded<CheckedAnswer> checked = CheckedAnswer.of(response);
    if (checked.record() == null) {
      refuse(response.source(), checked.reason(), checked.message(), context);
      return;
    }
    Scenario scenario = admission.admit(response, context.timerService(), refusals(context));
    if (scenario != null) {
      observe(response, checked.record(), scenario, context);
    }
  }

  @Override
  public void processElement2(ScenarioNews news, Context context, Collector<ScenarioChange> out)
      throws Exception {
    if (news.scenario() == null) {
      end(context, out);
    } else {
      declare(news.scenario(), context, out);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ScenarioChange> out)
      throws Exception {
    Scenario scenario = admission.scenario();
    if (scenario != null) {
      respondents.publish(scenario, out);
    }
    settings.pace().done(context.timerService());
    admission.giveUpWaiting(
        context.timerService(),
        response -> processElement1(response, context, out),
        refusals(context));
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
    Scenario live = admission.scenario();
    if (live != null && !live.equals(scenario)) {
      respondents.withdraw(live, out);
      settings.pace().changed(context.getCurrentKey(), context.timerService());
    } else if (live != null && respondents.lift()) {
      settings.pace().changed(context.getCurrentKey(), context.timerService());
    }
    admission.declare(
        scenario, context.timerService(), response -> processElement1(response, context, out));
  }

  private void end(Context context, Collector<ScenarioChange> out) throws Exception {
    Scenario live = admission.scenario();
    if (live == null) {
      return;
    }
    respondents.withdraw(live, out);
    admission.end();
    respondents.clear();
    matchers.forget(live.scenarioId());
    settings.pace().done(context.timerService());
  }

  private static Consumer<DeadLetter> refusals(Context context) {
    return letter -> context.output(DeadLetters.TAG, letter);
  }

  private void refuse(RawRecord source, Reason reason, String message, Context context) {
    context.output(DeadLetters.TAG, ledger.refuse(source, reason, message, context.timerService()));
  }
}
