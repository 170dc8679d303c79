// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.ObserveOperator;
import dev.sluice.schemas.SurveyAgreement;
import dev.sluice.schemas.SurveyClusters;
import dev.sluice.schemas.SurveyDrift;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyScenarioMetrics;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * One run of the job between lists in this JVM. Records are read by all subtasks of the source at
 * the same time, so that with several of them their order is up to chance.
 */
final class LocalRun {

  private static final Map<Integer, LocalRun> RUNS = new ConcurrentHashMap<>();

  /** The last record of every key. */
  final Map<String, SurveyScenarioMetrics> scenarios = new ConcurrentHashMap<>();

  /** The last record of every key. */
  final Map<String, SurveyModelMetrics> models = new ConcurrentHashMap<>();

  /** The last record of every key. */
  final Map<String, SurveyAgreement> agreement = new ConcurrentHashMap<>();

  /** The last record of every key. */
  final Map<String, SurveyClusters> clusters = new ConcurrentHashMap<>();

  /** The last record of every key. */
  final Map<String, SurveyDrift> drift = new ConcurrentHashMap<>();

  final Queue<DeadLetter> refused = new ConcurrentLinkedQueue<>();
  private final List<RawRecord> declared;
  private final List<RawRecord> sent;
  private final int number;
  private JobID job;

  private LocalRun(List<RawRecord> declared, List<RawRecord> sent) {
    this.declared = declared;
    this.sent = sent;
    number = RUNS.size();
    RUNS.put(number, this);
  }

  JobID job() {
    return job;
  }

  /** Runs the job over these records to their end. */
  static LocalRun of(
      int parallelism, List<RawRecord> declared, List<RawRecord> sent, SurveySettings settings)
      throws Exception {
    return of(parallelism, declared, sent, settings, Formulas.CURRENT);
  }

  /** The same with other formulas. */
  static LocalRun of(
      int parallelism,
      List<RawRecord> declared,
      List<RawRecord> sent,
      SurveySettings settings,
      Formulas formulas)
      throws Exception {
    ObserveOperator observe = new ObserveOperator(settings.answersInRun(), formulas);
    return of(parallelism, declared, sent, settings, formulas, observe);
  }

  /** The same with answers understood otherwise. */
  static LocalRun of(
      int parallelism,
      List<RawRecord> declared,
      List<RawRecord> sent,
      SurveySettings settings,
      Formulas formulas,
      ObserveOperator observe)
      throws Exception {
    LocalRun run = new LocalRun(declared, sent);
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    int number = run.number;
    SurveyJob.Streams streams =
        SurveyJob.define(
            stream(env, sent.size(), index -> RUNS.get(number).sent.get(index)),
            stream(env, declared.size(), index -> RUNS.get(number).declared.get(index)),
            settings,
            formulas,
            observe);
    keep(streams.scenarios(), keyed -> put(RUNS.get(number).scenarios, keyed));
    keep(streams.models(), keyed -> put(RUNS.get(number).models, keyed));
    keep(streams.agreement(), keyed -> put(RUNS.get(number).agreement, keyed));
    keep(streams.clusters(), keyed -> put(RUNS.get(number).clusters, keyed));
    keep(streams.drift(), keyed -> put(RUNS.get(number).drift, keyed));
    keep(streams.refused(), letter -> RUNS.get(number).refused.add(letter));
    run.job = env.execute().getJobID();
    return run;
  }

  private interface At extends java.io.Serializable {
    RawRecord get(int index);
  }

  private interface Keep<T> extends java.io.Serializable {
    void keep(T record);
  }

  private static DataStream<RawRecord> stream(
      StreamExecutionEnvironment env, int size, At records) {
    TypeInformation<RawRecord> type = TypeInformation.of(RawRecord.class);
    return size == 0
        ? env.fromData(type, Fixture.raw(Topic.SURVEY_RESPONSES, 0, null, null))
            .filter(record -> false)
        : env.fromSequence(0, size - 1L).map(i -> records.get(Math.toIntExact(i))).returns(type);
  }

  private static <T> void keep(DataStream<T> stream, Keep<T> keep) {
    stream
        .map(
            record -> {
              keep.keep(record);
              return 1;
            })
        .returns(Types.INT)
        .sinkTo(new DiscardingSink<>());
  }

  private static <T> void put(Map<String, T> last, Keyed<T> keyed) {
    if (keyed.record() == null) {
      last.remove(keyed.key());
    } else {
      last.put(keyed.key(), keyed.record());
    }
  }
}
