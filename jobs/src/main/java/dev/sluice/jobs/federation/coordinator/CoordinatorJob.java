// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.DeclarationStreams;
import dev.sluice.jobs.federation.Outbox;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationKeys;
import dev.sluice.schemas.FederationShares;
import dev.sluice.schemas.FederationUpdate;
import dev.sluice.schemas.Topic;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Coordinates federations: opens their rounds, adds up what sites say, and tells what is believed.
 *
 * <pre>
 * experiments ──> decode ──> declare ───┐
 *                   │           │       v
 * keys, shares, ──> decode ─────┼──> coordinate ──> tell ──> outbox ──> beliefs
 * updates           │           │       │                         (all by federation)
 *                   └───────────┴───────┴──> dead letters
 * </pre>
 *
 * Nothing is told before it is in a completed checkpoint, so that no restart can ask for masks
 * twice: a phase takes a checkpoint of this job and one of each site at least.
 */
public final class CoordinatorJob {

  /** What the job reads and writes. */
  public static final List<Topic> TOPICS =
      List.of(
          Topic.EXPERIMENTS,
          Topic.FED_KEYS,
          Topic.FED_SHARES,
          Topic.FED_UPDATE,
          Topic.FED_BELIEF,
          Topic.DEAD_LETTERS);

  /** What of it the job reads. */
  public static final List<Topic> INPUTS =
      List.of(Topic.EXPERIMENTS, Topic.FED_KEYS, Topic.FED_SHARES, Topic.FED_UPDATE);

  private CoordinatorJob() {}

  /** What the job reads. */
  record Inputs(
      DataStream<RawRecord> experiments,
      DataStream<RawRecord> keys,
      DataStream<RawRecord> shares,
      DataStream<RawRecord> updates) {}

  /** What the job puts out. */
  record Streams(DataStream<Keyed<FederationBelief>> beliefs, DataStream<DeadLetter> refused) {}

  /** Entry point on a cluster; {@code --help} lists the options. */
  public static void main(String[] arguments) {
    JobMain.run(
        "federation-coordinator", new CoordinatorOptions(), arguments, CoordinatorJob::deploy);
  }

  private static void deploy(StreamExecutionEnvironment env, CoordinatorSettings settings) {
    settings.topics().require(topics(settings));
    build(env, settings);
  }

  /** What a job with these settings reads and writes. */
  public static List<Topic> topics(CoordinatorSettings settings) {
    return TOPICS;
  }

  /**
   * Adds the job to an environment, from its topics to its topics.
   *
   * @throws IllegalArgumentException if there are no checkpoints, without which nothing would ever
   *     be told
   */
  public static void build(StreamExecutionEnvironment env, CoordinatorSettings settings) {
    JobTopics topics = settings.topics();
    if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
      throw new IllegalArgumentException(
          "the coordinator of a federation needs checkpoints (execution.checkpointing.interval):"
              + " nothing is told to sites before it is in one");
    }
    topics.requireCheckpoints(env);
    Streams streams =
        define(
            new Inputs(
                topics.declarations(env, Topic.EXPERIMENTS, "experiments"),
                topics.source(env, Topic.FED_KEYS, "keys"),
                topics.source(env, Topic.FED_SHARES, "shares"),
                topics.source(env, Topic.FED_UPDATE, "updates")),
            settings);
    topics.writeLatest(streams.beliefs(), FederationBelief.class, "beliefs", Topic.FED_BELIEF);
    topics.write(streams.refused());
  }

  /** The topology, whatever its ends. */
  static Streams define(Inputs inputs, CoordinatorSettings settings) {
    JobTopics topics = settings.topics();
    DeclarationStreams declarations =
        DeclarationStreams.of(inputs.experiments(), topics, 1, experiment -> null);
    KafkaSettings kafka = topics.kafka();
    SingleOutputStreamOperator<SiteMessage> keys = keys(inputs.keys(), kafka);
    SingleOutputStreamOperator<SiteMessage> shares = shares(inputs.shares(), kafka);
    SingleOutputStreamOperator<SiteMessage> updates = updates(inputs.updates(), kafka);

    SingleOutputStreamOperator<Telling> news =
        keys.union(shares, updates)
            .keyBy(SiteMessage::federation)
            .connect(declarations.announcements().keyBy(Announcement::experimentId))
            .process(new Coordinate(settings))
            .name("coordinate")
            .uid("coordinate");

    SingleOutputStreamOperator<Keyed<FederationBelief>> beliefs =
        Beside.inOrder(
                new Tell(settings),
                TypeInformation.of(Telling.class),
                TypeInformation.of(Known.class),
                1,
                CoordinatorGauges.of(topics.gauges()))
            .on(
                news.keyBy(telling -> telling.declaration().experimentId()),
                FederationBelief.class,
                "tell");

    return new Streams(
        Outbox.of(beliefs, FederationBelief.class, "outbox"),
        declarations
            .refused()
            .union(
                keys.getSideOutput(DeadLetters.TAG),
                shares.getSideOutput(DeadLetters.TAG),
                updates.getSideOutput(DeadLetters.TAG),
                news.getSideOutput(DeadLetters.TAG)));
  }

  private static SingleOutputStreamOperator<SiteMessage> keys(
      DataStream<RawRecord> records, KafkaSettings kafka) {
    return records
        .process(
            new Decode<>(
                kafka.inputDecoder(FederationKeys.class),
                (record, source, now) -> SiteMessages.check(record),
                SiteMessages::of,
                TypeInformation.of(SiteMessage.class)))
        .name("decode keys")
        .uid("keys-decode");
  }

  private static SingleOutputStreamOperator<SiteMessage> shares(
      DataStream<RawRecord> records, KafkaSettings kafka) {
    return records
        .process(
            new Decode<>(
                kafka.inputDecoder(FederationShares.class),
                (record, source, now) -> SiteMessages.check(record),
                SiteMessages::of,
                TypeInformation.of(SiteMessage.class)))
        .name("decode shares")
        .uid("shares-decode");
  }

  private static SingleOutputStreamOperator<SiteMessage> updates(
      DataStream<RawRecord> records, KafkaSettings kafka) {
    return records
        .process(
            new Decode<>(
                kafka.inputDecoder(FederationUpdate.class),
                (record, source, now) -> SiteMessages.check(record),
                SiteMessages::of,
                TypeInformation.of(SiteMessage.class)))
        .name("decode updates")
        .uid("updates-decode");
  }
}
