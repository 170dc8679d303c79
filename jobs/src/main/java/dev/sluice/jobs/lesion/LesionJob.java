// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.GivenTime;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.NaturalKey;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionPrediction;
import dev.sluice.schemas.LesionSnapshot;
import dev.sluice.schemas.Topic;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Says how well models find the lesions of stroke (after Federau et al., arXiv 2012.14771): a
 * phantom study where its cases are phantoms, and its snapshots say so.
 *
 * <pre>
 * cases ────────> decode ──.
 *                   │      v
 * predictions ──> decode ──> join ──> compare ──> scores ──────> summarise ──> snapshots
 *                   │         │ (case) (bucket)    │ (case)     (group, model)
 *                   └─────────┴────────────────────┴──> dead letters
 * </pre>
 *
 * <p>Compare reads both files beside the stream. Behind scores flow changes of the score of one
 * case, old and new together, of a model or of two: summarise takes back the old and puts in the
 * new.
 */
public final class LesionJob {

  /** What the job reads and writes. */
  public static final List<Topic> TOPICS =
      List.of(
          Topic.LESION_CASES,
          Topic.LESION_PREDICTIONS,
          Topic.LESION_METRICS,
          Topic.LESION_LATEST,
          Topic.DEAD_LETTERS);

  /** What of it the job reads. */
  public static final List<Topic> INPUTS = List.of(Topic.LESION_CASES, Topic.LESION_PREDICTIONS);

  private LesionJob() {}

  /** What the job puts out. */
  record Streams(DataStream<Keyed<LesionSnapshot>> snapshots, DataStream<DeadLetter> refused) {}

  /** Entry point on a cluster; {@code --help} lists the options. */
  public static void main(String[] arguments) {
    JobMain.run("lesion", new LesionOptions(), arguments, LesionJob::deploy);
  }

  private static void deploy(StreamExecutionEnvironment env, LesionSettings settings) {
    build(env, settings);
    settings.topics().require(TOPICS);
  }

  /**
   * Adds the job to an environment, from its topics to its topics.
   *
   * @throws IllegalArgumentException if exactly-once delivery is asked for without checkpoints
   */
  public static void build(StreamExecutionEnvironment env, LesionSettings settings) {
    JobTopics topics = settings.topics();
    topics.requireCheckpoints(env);
    Streams streams =
        define(
            topics.declarations(env, Topic.LESION_CASES, "cases"),
            topics.source(env, Topic.LESION_PREDICTIONS, "predictions"),
            settings);
    topics.write(
        streams.snapshots(),
        LesionSnapshot.class,
        "metrics",
        Topic.LESION_METRICS,
        Topic.LESION_LATEST);
    topics.write(streams.refused());
  }

  /** The topology, whatever its ends. */
  static Streams define(
      DataStream<RawRecord> cases, DataStream<RawRecord> predictions, LesionSettings settings) {
    SingleOutputStreamOperator<DeclaredCase> declared = cases(cases, settings.topics().kafka());
    SingleOutputStreamOperator<Prediction> predicted = predictions(predictions, settings.topics());
    SingleOutputStreamOperator<Comparison> joined =
        predicted
            .keyBy(Prediction::caseId)
            .connect(declared.keyBy(each -> each.truth().caseId()))
            .process(new JoinTruth(settings), TypeInformation.of(Comparison.class))
            .name("join")
            .uid("join");

    SingleOutputStreamOperator<Keyed<Compared>> compared =
        Beside.inOrder(
                new CompareFiles(settings.minimumVolume(), settings.maxFileBytes()),
                TypeInformation.of(Comparison.class),
                null,
                settings.threads(),
                LesionGauges.comparisons())
            .on(joined.keyBy(Comparison::bucket), Compared.class, "compare");

    SingleOutputStreamOperator<ScoreChange> changes =
        compared
            .keyBy(each -> each.record().caseId())
            .process(new KeepScores())
            .returns(TypeInformation.of(ScoreChange.class))
            .name("scores")
            .uid("scores");

    DataStream<Keyed<LesionSnapshot>> snapshots =
        changes
            .keyBy(each -> NaturalKey.of(each.group(), each.model()))
            .process(new SummariseModel(settings))
            .returns(Keyed.typeInfo(LesionSnapshot.class))
            .name("summarise")
            .uid("summarise");
    return new Streams(
        snapshots,
        declared
            .getSideOutput(DeadLetters.TAG)
            .union(
                predicted.getSideOutput(DeadLetters.TAG),
                joined.getSideOutput(DeadLetters.TAG),
                changes.getSideOutput(DeadLetters.TAG)));
  }

  /** Decoded by one subtask, so that the first record of a case stays the first. */
  private static SingleOutputStreamOperator<DeclaredCase> cases(
      DataStream<RawRecord> cases, KafkaSettings kafka) {
    return cases
        .process(
            new Decode<>(
                kafka.inputDecoder(LesionCase.class),
                CaseCheck::check,
                DeclaredCase::of,
                TypeInformation.of(DeclaredCase.class)))
        .name("decode cases")
        .uid("cases-decode")
        .forceNonParallel();
  }

  private static SingleOutputStreamOperator<Prediction> predictions(
      DataStream<RawRecord> predictions, JobTopics topics) {
    GivenTime times = topics.times();
    return predictions
        .process(
            new Decode<>(
                topics.kafka().inputDecoder(LesionPrediction.class),
                (record, source, now) -> Prediction.check(record, source, times, now),
                Prediction::of,
                TypeInformation.of(Prediction.class)))
        .name("decode predictions")
        .uid("predictions-decode");
  }
}
