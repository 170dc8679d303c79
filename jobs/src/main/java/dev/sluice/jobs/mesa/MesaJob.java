// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.mesa.trained.LearnedToken;
import dev.sluice.jobs.mesa.trained.TrainedModels;
import dev.sluice.schemas.MesaSnapshot;
import dev.sluice.schemas.Token;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Lets learners in context predict sequences of tokens side by side (von Oswald et al., arXiv
 * 2309.05858).
 *
 * <pre>
 * tokens ──> decode ──> predict ─────────> sum ──────> summarise ──> snapshots
 *              │           │ (sequence)   (group, bucket)   (group)
 *              └───────────┴──> dead letters
 * </pre>
 *
 * <p>With {@code --models}, trained models predict learned tokens, too, see {@link TrainedModels};
 * summarise then gets parts of both kinds.
 *
 * <p>Behind predict flow the losses of one token each; behind sum, at most once an interval, exact
 * sums of what has come since.
 */
public final class MesaJob {

  /** What the job reads and writes. */
  public static final List<Topic> TOPICS =
      List.of(Topic.TOKENS, Topic.MESA_METRICS, Topic.MESA_LATEST, Topic.DEAD_LETTERS);

  /** What of it the job reads. */
  public static final List<Topic> INPUTS = List.of(Topic.TOKENS);

  /** What it reads besides with trained models. */
  public static final List<Topic> MODELS = List.of(Topic.MESA_WEIGHTS);

  private MesaJob() {}

  /** What a job with these settings reads and writes. */
  public static List<Topic> topics(MesaSettings settings) {
    return topics(settings.trained().isOn());
  }

  /** What of it the job reads. */
  public static List<Topic> inputs(MesaSettings settings) {
    return inputs(settings.trained().isOn());
  }

  /** What a job with trained models, or without, reads and writes. */
  public static List<Topic> topics(boolean models) {
    return models ? Stream.concat(TOPICS.stream(), MODELS.stream()).toList() : TOPICS;
  }

  /** What of it that job reads. */
  public static List<Topic> inputs(boolean models) {
    return models ? Stream.concat(INPUTS.stream(), MODELS.stream()).toList() : INPUTS;
  }

  /** What the job puts out. */
  record Streams(DataStream<Keyed<MesaSnapshot>> snapshots, DataStream<DeadLetter> refused) {}

  /** Entry point on a cluster; {@code --help} lists the options. */
  public static void main(String[] arguments) {
    JobMain.run("mesa", new MesaOptions(), arguments, MesaJob::deploy);
  }

  private static void deploy(StreamExecutionEnvironment env, MesaSettings settings) {
    build(env, settings);
    settings.topics().require(topics(settings));
  }

  /**
   * Adds the job to an environment, from its topics to its topics.
   *
   * @throws IllegalArgumentException if exactly-once delivery is asked for without checkpoints
   */
  public static void build(StreamExecutionEnvironment env, MesaSettings settings) {
    JobTopics topics = settings.topics();
    topics.requireCheckpoints(env);
    Streams streams =
        define(
            topics.source(env, Topic.TOKENS, "tokens"),
            settings.trained().isOn() ? topics.source(env, Topic.MESA_WEIGHTS, "weights") : null,
            settings);
    topics.write(
        streams.snapshots(), MesaSnapshot.class, "metrics", Topic.MESA_METRICS, Topic.MESA_LATEST);
    topics.write(streams.refused());
  }

  /**
   * The topology, whatever its ends.
   *
   * @param weights of trained models; null without them
   */
  static Streams define(
      DataStream<RawRecord> tokens, DataStream<RawRecord> weights, MesaSettings settings) {
    SingleOutputStreamOperator<Arrived> arrived =
        tokens
            .process(
                new Decode<>(
                    settings.topics().kafka().inputDecoder(Token.class),
                    Arrived::check,
                    Arrived::of,
                    TypeInformation.of(Arrived.class)))
            .name("decode tokens")
            .uid("tokens-decode");

    SingleOutputStreamOperator<ScoredToken> scored =
        arrived
            .keyBy(Arrived::sequenceId)
            .process(new Predict(settings))
            .returns(TypeInformation.of(ScoredToken.class))
            .name("predict")
            .uid("predict");

    SingleOutputStreamOperator<LossPart> losses =
        scored
            .keyBy(
                each -> Tuple2.of(each.group(), each.bucket()),
                Types.TUPLE(Types.STRING, Types.INT))
            .process(new SumLosses(settings.flush()))
            .returns(TypeInformation.of(LossPart.class))
            .name("sum losses")
            .uid("sum");
    DataStream<DeadLetter> refused =
        arrived.getSideOutput(DeadLetters.TAG).union(scored.getSideOutput(DeadLetters.TAG));
    if (!settings.trained().isOn()) {
      return new Streams(
          summarised(losses.keyBy(LossPart::group).process(new Summarise(settings))), refused);
    }
    TrainedModels models =
        TrainedModels.of(
            weights,
            scored.getSideOutput(LearnedToken.TAG),
            settings.trained(),
            settings.topics().kafka(),
            settings.topics().bounded(),
            settings.flush());
    return new Streams(
        summarised(
            parts(losses, models)
                .keyBy(GroupPart::group)
                .connect(models.findings().broadcast(SummariseWithVerdicts.FINDINGS))
                .process(new SummariseWithVerdicts(settings), Keyed.typeInfo(MesaSnapshot.class))),
        refused.union(models.refused()));
  }

  private static DataStream<Keyed<MesaSnapshot>> summarised(
      SingleOutputStreamOperator<Keyed<MesaSnapshot>> snapshots) {
    return snapshots.returns(Keyed.typeInfo(MesaSnapshot.class)).name("summarise").uid("summarise");
  }

  private static DataStream<GroupPart> parts(DataStream<LossPart> losses, TrainedModels models) {
    TypeInformation<GroupPart> type = TypeInformation.of(GroupPart.class);
    DataStream<GroupPart> ofLosses =
        losses.map(part -> GroupPart.of(part)).returns(type).name("losses").uid("losses-part");
    return models
        .parts()
        .map(part -> GroupPart.of(part))
        .returns(type)
        .name("comparisons")
        .uid("comparisons-part")
        .union(ofLosses);
  }
}
