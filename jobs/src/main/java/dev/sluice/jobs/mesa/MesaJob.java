// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.JobTopics;
import dev.sluice.schemas.MesaSnapshot;
import dev.sluice.schemas.Token;
import dev.sluice.schemas.Topic;
import java.util.List;
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
 * <p>Behind predict flow the losses of one token each; behind sum, at most once an interval, exact
 * sums of what has come since.
 */
public final class MesaJob {

  /** What the job reads and writes. */
  public static final List<Topic> TOPICS =
      List.of(Topic.TOKENS, Topic.MESA_METRICS, Topic.MESA_LATEST, Topic.DEAD_LETTERS);

  /** What of it the job reads. */
  public static final List<Topic> INPUTS = List.of(Topic.TOKENS);

  private MesaJob() {}

  /** What the job puts out. */
  record Streams(DataStream<Keyed<MesaSnapshot>> snapshots, DataStream<DeadLetter> refused) {}

  /** Entry point on a cluster; {@code --help} lists the options. */
  public static void main(String[] arguments) {
    JobMain.run("mesa", new MesaOptions(), arguments, MesaJob::deploy);
  }

  private static void deploy(StreamExecutionEnvironment env, MesaSettings settings) {
    build(env, settings);
    settings.topics().require(TOPICS);
  }

  /**
   * Adds the job to an environment, from its topics to its topics.
   *
   * @throws IllegalArgumentException if exactly-once delivery is asked for without checkpoints
   */
  public static void build(StreamExecutionEnvironment env, MesaSettings settings) {
    JobTopics topics = settings.topics();
    topics.requireCheckpoints(env);
    Streams streams = define(topics.source(env, Topic.TOKENS, "tokens"), settings);
    topics.write(
        streams.snapshots(), MesaSnapshot.class, "metrics", Topic.MESA_METRICS, Topic.MESA_LATEST);
    topics.write(streams.refused());
  }

  /** The topology, whatever its ends. */
  static Streams define(DataStream<RawRecord> tokens, MesaSettings settings) {
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

    DataStream<Keyed<MesaSnapshot>> snapshots =
        scored
            .keyBy(
                each -> Tuple2.of(each.group(), each.bucket()),
                Types.TUPLE(Types.STRING, Types.INT))
            .process(new SumLosses(settings.flush()))
            .returns(TypeInformation.of(LossPart.class))
            .name("sum losses")
            .uid("sum")
            .keyBy(LossPart::group)
            .process(new Summarise(settings))
            .returns(Keyed.typeInfo(MesaSnapshot.class))
            .name("summarise")
            .uid("summarise");

    return new Streams(
        snapshots,
        arrived.getSideOutput(DeadLetters.TAG).union(scored.getSideOutput(DeadLetters.TAG)));
  }
}
