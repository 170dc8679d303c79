// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.survey.agreement.AgreementChange;
import dev.sluice.jobs.survey.agreement.CompareModels;
import dev.sluice.jobs.survey.agreement.CorrelateModels;
import dev.sluice.jobs.survey.drift.CompareVersions;
import dev.sluice.jobs.survey.drift.MeasureDrift;
import dev.sluice.jobs.survey.drift.VersionChange;
import dev.sluice.jobs.survey.model.AggregateModel;
import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.ObserveOperator;
import dev.sluice.jobs.survey.scenario.Response;
import dev.sluice.jobs.survey.scenario.ScenarioChange;
import dev.sluice.jobs.survey.scenario.ScenarioMetrics;
import dev.sluice.jobs.survey.scenario.ScenarioNews;
import dev.sluice.jobs.survey.scenario.SurveyStreams;
import dev.sluice.schemas.SurveyAgreement;
import dev.sluice.schemas.SurveyClusters;
import dev.sluice.schemas.SurveyDrift;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyScenarioMetrics;
import dev.sluice.schemas.Topic;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Keeps the statistics of what language models answer to surveys (Scherrer et al. 2023).
 *
 * <pre>
 * scenarios ──> decode ──> declare
 *                 │         v              ┌──────────────────────────> scenario metrics
 * responses ──> decode ──> observe ────────┼──> aggregate ────────────> model metrics
 *                 │         │ (scenario)   │    (model, version, set)
 *                 │         │              ├──> compare ──> correlate ──> agreement, clusters
 *                 │         │              │    (scenario)  (set)
 *                 │         │              └──> compare versions ──> drift ──> drift
 *                 └─────────┴──> dead letters   (model, scenario)    (model, versions, set)
 * </pre>
 *
 * <p>What flows behind observe are changes of the 24 counters of a respondent in a scenario, old
 * and new together, at most once an interval: an aggregate takes back the old and puts in the new,
 * and never computes anything from scratch.
 */
public final class SurveyJob {

  /** What the job reads and writes. */
  public static final List<Topic> TOPICS =
      List.of(
          Topic.SURVEY_SCENARIOS,
          Topic.SURVEY_RESPONSES,
          Topic.SURVEY_SCENARIO_METRICS,
          Topic.SURVEY_SCENARIO_LATEST,
          Topic.SURVEY_MODEL_METRICS,
          Topic.SURVEY_MODEL_LATEST,
          Topic.SURVEY_AGREEMENT,
          Topic.SURVEY_AGREEMENT_LATEST,
          Topic.SURVEY_CLUSTERS,
          Topic.SURVEY_CLUSTERS_LATEST,
          Topic.SURVEY_DRIFT,
          Topic.SURVEY_DRIFT_LATEST,
          Topic.DEAD_LETTERS);

  /** What of it the job reads. */
  public static final List<Topic> INPUTS = List.of(Topic.SURVEY_SCENARIOS, Topic.SURVEY_RESPONSES);

  private SurveyJob() {}

  /** What the job puts out. */
  record Streams(
      DataStream<Keyed<SurveyScenarioMetrics>> scenarios,
      DataStream<Keyed<SurveyModelMetrics>> models,
      DataStream<Keyed<SurveyAgreement>> agreement,
      DataStream<Keyed<SurveyClusters>> clusters,
      DataStream<Keyed<SurveyDrift>> drift,
      DataStream<DeadLetter> refused) {}

  /** Entry point on a cluster; {@code --help} lists the options. */
  public static void main(String[] arguments) {
    JobMain.run("survey", new SurveyOptions(), arguments, SurveyJob::deploy);
  }

  private static void deploy(StreamExecutionEnvironment env, SurveySettings settings) {
    build(env, settings);
    settings.topics().require(TOPICS);
  }

  /**
   * Adds the job to an environment, from its topics to its topics.
   *
   * @throws IllegalArgumentException if exactly-once delivery is asked for without checkpoints
   */
  public static void build(StreamExecutionEnvironment env, SurveySettings settings) {
    JobTopics topics = settings.topics();
    topics.requireCheckpoints(env);
    Streams streams =
        define(
            topics.source(env, Topic.SURVEY_RESPONSES, "responses"),
            topics.declarations(env, Topic.SURVEY_SCENARIOS, "scenarios"),
            settings,
            Formulas.CURRENT);
    topics.write(
        streams.scenarios(),
        SurveyScenarioMetrics.class,
        "scenario-metrics",
        Topic.SURVEY_SCENARIO_METRICS,
        Topic.SURVEY_SCENARIO_LATEST);
    topics.write(
        streams.models(),
        SurveyModelMetrics.class,
        "model-metrics",
        Topic.SURVEY_MODEL_METRICS,
        Topic.SURVEY_MODEL_LATEST);
    topics.write(
        streams.agreement(),
        SurveyAgreement.class,
        "agreement",
        Topic.SURVEY_AGREEMENT,
        Topic.SURVEY_AGREEMENT_LATEST);
    topics.write(
        streams.clusters(),
        SurveyClusters.class,
        "clusters",
        Topic.SURVEY_CLUSTERS,
        Topic.SURVEY_CLUSTERS_LATEST);
    topics.write(
        streams.drift(), SurveyDrift.class, "drift", Topic.SURVEY_DRIFT, Topic.SURVEY_DRIFT_LATEST);
    topics.write(streams.refused());
  }

  /** The topology, whatever its ends. */
  static Streams define(
      DataStream<RawRecord> responses,
      DataStream<RawRecord> scenarios,
      SurveySettings settings,
      Formulas formulas) {
    ObserveOperator observe = new ObserveOperator(settings.answersInRun(), formulas);
    return define(responses, scenarios, settings, formulas, observe);
  }

  /** The topology with answers understood otherwise. */
  static Streams define(
      DataStream<RawRecord> responses,
      DataStream<RawRecord> scenarios,
      SurveySettings settings,
      Formulas formulas,
      ObserveOperator observe) {
    SurveyStreams streams = SurveyStreams.of(responses, scenarios, settings.topics());
    SingleOutputStreamOperator<ScenarioChange> changes =
        streams
            .responses()
            .keyBy(Response::scenarioId)
            .connect(streams.scenarios().keyBy(ScenarioNews::scenarioId))
            .transform("observe answers", TypeInformation.of(ScenarioChange.class), observe)
            .uid("observe");

    SingleOutputStreamOperator<Keyed<SurveyAgreement>> agreement =
        agreement(changes, settings, formulas);
    return new Streams(
        describe(changes, settings),
        aggregate(changes, settings, formulas),
        agreement,
        agreement.getSideOutput(CorrelateModels.CLUSTERS),
        drift(changes, settings, formulas),
        streams.refused().union(changes.getSideOutput(DeadLetters.TAG)));
  }

  private static DataStream<Keyed<SurveyScenarioMetrics>> describe(
      DataStream<ScenarioChange> changes, SurveySettings settings) {
    return changes
        .map(new ScenarioMetrics(settings.uncertainty()))
        .returns(Keyed.typeInfo(SurveyScenarioMetrics.class))
        .name("scenario metrics")
        .uid("scenario-metrics");
  }

  private static DataStream<Keyed<SurveyModelMetrics>> aggregate(
      DataStream<ScenarioChange> changes, SurveySettings settings, Formulas formulas) {
    return changes
        .keyBy(AggregateModel::key)
        .process(
            new AggregateModel(
                settings.uncertainty(), settings.pace(), formulas, settings.topics().gauges()))
        .returns(Keyed.typeInfo(SurveyModelMetrics.class))
        .name("aggregate")
        .uid("aggregate");
  }

  private static SingleOutputStreamOperator<Keyed<SurveyAgreement>> agreement(
      DataStream<ScenarioChange> changes, SurveySettings settings, Formulas formulas) {
    return changes
        .keyBy(change -> change.scenario().scenarioId())
        .process(new CompareModels(formulas))
        .name("compare")
        .uid("compare")
        .keyBy(AgreementChange::set)
        .process(new CorrelateModels(settings.uncertainty().level(), settings.pace(), formulas))
        .returns(Keyed.typeInfo(SurveyAgreement.class))
        .name("correlate")
        .uid("correlate");
  }

  private static DataStream<Keyed<SurveyDrift>> drift(
      DataStream<ScenarioChange> changes, SurveySettings settings, Formulas formulas) {
    return changes
        .keyBy(CompareVersions::key)
        .process(new CompareVersions(formulas))
        .name("compare versions")
        .uid("compare-versions")
        .keyBy(VersionChange::key)
        .process(
            new MeasureDrift(
                settings.drift(), settings.uncertainty().level(), settings.pace(), formulas))
        .returns(Keyed.typeInfo(SurveyDrift.class))
        .name("drift")
        .uid("drift");
  }
}
