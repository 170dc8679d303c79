// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Pace;
import dev.sluice.jobs.survey.agreement.AgreementChange;
import dev.sluice.jobs.survey.agreement.CompareModels;
import dev.sluice.jobs.survey.agreement.CorrelateModels;
import dev.sluice.jobs.survey.drift.CompareVersions;
import dev.sluice.jobs.survey.drift.DriftThresholds;
import dev.sluice.jobs.survey.drift.MeasureDrift;
import dev.sluice.jobs.survey.drift.VersionChange;
import dev.sluice.jobs.survey.model.AggregateModel;
import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.jobs.survey.scenario.ObserveOperator;
import dev.sluice.jobs.survey.scenario.Response;
import dev.sluice.jobs.survey.scenario.Scenario;
import dev.sluice.jobs.survey.scenario.ScenarioChange;
import dev.sluice.jobs.survey.scenario.ScenarioNews;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.schemas.RuleViolation;
import dev.sluice.schemas.SurveyAgreement;
import dev.sluice.schemas.SurveyClusters;
import dev.sluice.schemas.SurveyDrift;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * The operators with state one behind the other, each in a harness, so that all can be stopped and
 * restored with other formulas. Every key is written at most once in 100 ms.
 */
final class SurveyChain implements AutoCloseable {

  private static final Pace PACE = new Pace(100);

  // the last record of every key
  final Map<String, SurveyModelMetrics> models = new TreeMap<>();
  final Map<String, SurveyAgreement> agreement = new TreeMap<>();
  final Map<String, SurveyClusters> clusters = new TreeMap<>();
  final Map<String, SurveyDrift> drift = new TreeMap<>();

  /** Keys of all records and tombstones, in their order. */
  final List<String> written = new ArrayList<>();

  private final KeyedTwoInputStreamOperatorTestHarness<
          String, Response, ScenarioNews, ScenarioChange>
      observe;
  private final KeyedOneInputStreamOperatorTestHarness<
          String, ScenarioChange, Keyed<SurveyModelMetrics>>
      aggregate;
  private final KeyedOneInputStreamOperatorTestHarness<String, ScenarioChange, AgreementChange>
      compare;
  private final KeyedOneInputStreamOperatorTestHarness<
          String, AgreementChange, Keyed<SurveyAgreement>>
      correlate;
  private final KeyedOneInputStreamOperatorTestHarness<String, ScenarioChange, VersionChange>
      versions;
  private final KeyedOneInputStreamOperatorTestHarness<String, VersionChange, Keyed<SurveyDrift>>
      measure;
  private final List<AbstractStreamOperatorTestHarness<?>> all;
  private long time;

  private SurveyChain(Formulas formulas) throws Exception {
    observe =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new ObserveOperator(Fixture.answers(false, PACE.interval()), formulas),
            Response::scenarioId,
            ScenarioNews::scenarioId,
            Types.STRING);
    aggregate =
        harness(new AggregateModel(Fixture.UNCERTAINTY, PACE, formulas, 1), AggregateModel::key);
    compare = harness(new CompareModels(formulas), change -> change.scenario().scenarioId());
    correlate = harness(new CorrelateModels(0.95, PACE, formulas), AgreementChange::set);
    versions = harness(new CompareVersions(formulas), CompareVersions::key);
    measure =
        harness(
            new MeasureDrift(new DriftThresholds(0.05, 0.1), 0.95, PACE, formulas),
            VersionChange::key);
    all = List.of(observe, aggregate, compare, correlate, versions, measure);
  }

  private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> harness(
      KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function), key, Types.STRING);
  }

  static SurveyChain start(Formulas formulas) throws Exception {
    SurveyChain chain = new SurveyChain(formulas);
    for (AbstractStreamOperatorTestHarness<?> each : chain.all) {
      each.open();
      each.setProcessingTime(0);
    }
    return chain;
  }

  /** Stops here and goes on with these formulas. */
  SurveyChain restart(Formulas formulas) throws Exception {
    SurveyChain next = new SurveyChain(formulas);
    for (int i = 0; i < all.size(); i++) {
      OperatorSubtaskState state = all.get(i).snapshot(1, time);
      next.all.get(i).setProcessingTime(time);
      next.all.get(i).initializeState(state);
      next.all.get(i).open();
    }
    next.time = time;
    next.models.putAll(models);
    next.agreement.putAll(agreement);
    next.clusters.putAll(clusters);
    next.drift.putAll(drift);
    close();
    return next;
  }

  /** Action 2 breaks the rule of duty. */
  void declare(String scenario) throws Exception {
    SurveyScenario declared =
        SurveyScenario.newBuilder()
            .setScenarioId(scenario)
            .setSet("low")
            .setAction1(Fixture.ACTION1)
            .setAction2(Fixture.ACTION2)
            .setRules(Map.of("duty", new RuleViolation(Violation.NO, Violation.YES)))
            .build();
    observe.processElement2(new ScenarioNews(scenario, Scenario.of(declared, 0).record()), 0);
  }

  void end(String scenario) throws Exception {
    observe.processElement2(new ScenarioNews(scenario, null), 0);
  }

  void answer(ModelVersion who, String scenario, QuestionForm form, int sample, Label label)
      throws Exception {
    observe.processElement1(
        new Response(
            Fixture.raw(Topic.SURVEY_RESPONSES, 0, null, "bytes"),
            who.model(),
            who.version(),
            scenario,
            form.type().code(),
            form.ordering(),
            sample,
            null,
            label.code(),
            Fixture.AT),
        0);
  }

  /** Lets so many intervals pass. */
  void pass(int intervals) throws Exception {
    for (int i = 0; i < intervals; i++) {
      time += PACE.interval();
      observe.setProcessingTime(time);
      for (ScenarioChange change : drain(observe)) {
        aggregate.processElement(change, 0);
        compare.processElement(change, 0);
        versions.processElement(change, 0);
      }
      for (AgreementChange change : drain(compare)) {
        correlate.processElement(change, 0);
      }
      for (VersionChange change : drain(versions)) {
        measure.processElement(change, 0);
      }
      for (AbstractStreamOperatorTestHarness<?> each : all) {
        each.setProcessingTime(time);
      }
      drain(aggregate).forEach(keyed -> put(models, keyed));
      drain(correlate).forEach(keyed -> put(agreement, keyed));
      drain(measure).forEach(keyed -> put(drift, keyed));
      Queue<StreamRecord<Keyed<SurveyClusters>>> side =
          correlate.getSideOutput(CorrelateModels.CLUSTERS);
      while (side != null && !side.isEmpty()) {
        put(clusters, side.poll().getValue());
      }
    }
  }

  private static <O> List<O> drain(AbstractStreamOperatorTestHarness<O> harness) {
    List<O> values = new ArrayList<>(harness.extractOutputValues());
    harness.getOutput().clear();
    return values;
  }

  private <T> void put(Map<String, T> latest, Keyed<T> keyed) {
    written.add(keyed.key());
    if (keyed.record() == null) {
      latest.remove(keyed.key());
    } else {
      latest.put(keyed.key(), keyed.record());
    }
  }

  /** How many answers and declarations have become dead letters. */
  int refused() {
    Queue<?> refused = observe.getSideOutput(DeadLetters.TAG);
    return refused == null ? 0 : refused.size();
  }

  /** Timers of all operators. */
  int timers() {
    return all.stream()
        .mapToInt(each -> each.numProcessingTimeTimers() + each.numEventTimeTimers())
        .sum();
  }

  /** Entries in keyed state of all operators. */
  int stateEntries() {
    return observe.numKeyedStateEntries()
        + aggregate.numKeyedStateEntries()
        + compare.numKeyedStateEntries()
        + correlate.numKeyedStateEntries()
        + versions.numKeyedStateEntries()
        + measure.numKeyedStateEntries();
  }

  @Override
  public void close() {
    for (AbstractStreamOperatorTestHarness<?> each : all) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
