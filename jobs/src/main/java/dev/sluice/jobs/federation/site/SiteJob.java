// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.jobs.experiment.ExperimentStreams;
import dev.sluice.jobs.federation.Outbox;
import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import dev.sluice.schemas.FederationAudit;
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
 * A site of a federation: learns from samples of its own and says to the coordinator, on the
 * coordinator's Kafka, what it adds to each round. Samples do not leave.
 *
 * <pre>
 * the site's Kafka
 * samples ─────> decode ─────────────────────┐
 * experiments ─> decode ─> declare ─> words ─┤
 *                                            v
 * the coordinator's Kafka        ┌────────> join ──> train ──> send ──> outbox ──> updates
 * beliefs ─────> decode ─────────┘            │                 ^ │ │
 *                                             ├── questions ────┤ │ └──> outbox ──> keys
 * shares ──────> decode ──────────────────────│─────────────────┘ ├────> outbox ──> shares
 *                                             └── refusals ───────┴────> outbox ──> audits
 * </pre>
 *
 * What cannot be read becomes a dead letter on the site's own Kafka.
 */
public final class SiteJob {

  /** What the job reads and writes on the site's Kafka. */
  public static final List<Topic> TOPICS =
      List.of(Topic.EXPERIMENTS, Topic.SAMPLES, Topic.DEAD_LETTERS);

  /** What of it the job reads. */
  public static final List<Topic> INPUTS = List.of(Topic.EXPERIMENTS, Topic.SAMPLES);

  /** What the job reads and writes on the coordinator's Kafka. */
  public static final List<Topic> COORDINATOR_TOPICS =
      List.of(
          Topic.FED_BELIEF, Topic.FED_KEYS, Topic.FED_SHARES, Topic.FED_UPDATE, Topic.FED_AUDIT);

  private static final long AT_ONCE = 0;

  private SiteJob() {}

  /** What the job puts out. */
  record Streams(
      DataStream<Keyed<FederationUpdate>> updates,
      DataStream<Keyed<FederationKeys>> keys,
      DataStream<Keyed<FederationShares>> shares,
      DataStream<Keyed<FederationAudit>> audits,
      DataStream<DeadLetter> refused) {}

  /** Entry point on a cluster; {@code --help} lists the options. */
  public static void main(String[] arguments) {
    JobMain.run("federation-site", new SiteOptions(), arguments, SiteJob::deploy);
  }

  private static void deploy(StreamExecutionEnvironment env, SiteSettings settings) {
    settings.topics().require(topics(settings));
    try {
      settings.coordinator().require(COORDINATOR_TOPICS);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(ofCoordinator(e.getMessage()), e);
    }
    build(env, settings);
  }

  /**
   * What is wrong with the coordinator's Kafka, where it could be thought to be the site's.
   *
   * @param fault that names options of the site's
   * @return the same, of the options of the coordinator's
   */
  public static String ofCoordinator(String fault) {
    return CoordinatorAddress.named(fault);
  }

  /** What a job with these settings reads and writes on the site's Kafka. */
  public static List<Topic> topics(SiteSettings settings) {
    return TOPICS;
  }

  /**
   * Adds the job to an environment, from its topics to its topics.
   *
   * @throws IllegalArgumentException without checkpoints, before which nothing may leave
   */
  public static void build(StreamExecutionEnvironment env, SiteSettings settings) {
    if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
      throw new IllegalArgumentException(
          "a site of a federation needs checkpoints (execution.checkpointing.interval): nothing"
              + " leaves before it is in one");
    }
    JobTopics topics = settings.topics();
    JobTopics coordinator = settings.coordinator();
    coordinator.requireCheckpoints(env);
    topics.requireCheckpoints(env);
    Streams streams =
        define(
            topics.source(env, Topic.SAMPLES, "samples"),
            topics.declarations(env, Topic.EXPERIMENTS, "experiments"),
            coordinator.declarations(env, Topic.FED_BELIEF, "beliefs"),
            coordinator.source(env, Topic.FED_SHARES, "shares"),
            settings);
    coordinator.write(streams.updates(), FederationUpdate.class, "updates", Topic.FED_UPDATE);
    coordinator.write(streams.keys(), FederationKeys.class, "keys", Topic.FED_KEYS);
    coordinator.write(streams.shares(), FederationShares.class, "own-shares", Topic.FED_SHARES);
    coordinator.write(streams.audits(), FederationAudit.class, "audits", Topic.FED_AUDIT);
    topics.write(streams.refused());
  }

  /** The topology, whatever its ends. */
  static Streams define(
      DataStream<RawRecord> samples,
      DataStream<RawRecord> experiments,
      DataStream<RawRecord> beliefs,
      DataStream<RawRecord> shares,
      SiteSettings settings) {
    ExperimentStreams streams = ExperimentStreams.of(samples, experiments, settings.topics(), 1);
    SingleOutputStreamOperator<Word> said = beliefs(beliefs, settings);
    SingleOutputStreamOperator<Heard> passed = shares(shares, settings);
    DataStream<Word> declared =
        streams
            .announcements()
            .map(Word::declared)
            .returns(Word.class)
            .name("words")
            .uid("words")
            .setBufferTimeout(AT_ONCE);

    SingleOutputStreamOperator<SiteRequest> requests =
        streams
            .draws()
            .keyBy(Draw::experimentId)
            .connect(declared.union(said).keyBy(Word::federation))
            .process(new Join(settings))
            .name("join")
            .uid("join");

    SingleOutputStreamOperator<Keyed<Computed>> computed =
        Beside.inOrder(
                new TrainSite(settings),
                TypeInformation.of(SiteRequest.class),
                TypeInformation.of(SiteKnowledge.class),
                settings.training().threads(),
                new Gauged<>(settings.topics().gauges(), SiteJob::numbers))
            .on(requests.keyBy(SiteRequest::experimentId), Computed.class, "train");

    SingleOutputStreamOperator<Keyed<FederationUpdate>> updates =
        computed
            .keyBy(Keyed::key)
            .connect(requests.getSideOutput(Join.QUESTIONS).union(passed).keyBy(Heard::federation))
            .process(new Send(settings))
            .returns(Keyed.typeInfo(FederationUpdate.class))
            .name("send")
            .uid("send");

    return new Streams(
        Outbox.of(updates, FederationUpdate.class, "updates-outbox"),
        Outbox.of(updates.getSideOutput(Send.KEYS), FederationKeys.class, "keys-outbox"),
        Outbox.of(updates.getSideOutput(Send.SHARES), FederationShares.class, "shares-outbox"),
        Outbox.of(
            updates.getSideOutput(Send.AUDITS).union(requests.getSideOutput(Join.REFUSALS)),
            FederationAudit.class,
            "audits-outbox"),
        streams
            .refused()
            .union(
                requests.getSideOutput(DeadLetters.TAG),
                said.getSideOutput(DeadLetters.TAG),
                passed.getSideOutput(DeadLetters.TAG)));
  }

  private static SingleOutputStreamOperator<Word> beliefs(
      DataStream<RawRecord> beliefs, SiteSettings settings) {
    return beliefs
        .process(
            new Decode<>(
                settings.coordinator().kafka().decoder(FederationBelief.class),
                Word::said,
                Word::takenBack,
                TypeInformation.of(Word.class)))
        .name("decode beliefs")
        .uid("beliefs-decode")
        .forceNonParallel()
        .setBufferTimeout(AT_ONCE);
  }

  private static SingleOutputStreamOperator<Heard> shares(
      DataStream<RawRecord> shares, SiteSettings settings) {
    String site = settings.site();
    return shares
        .process(
            new Decode<>(
                settings.coordinator().kafka().decoder(FederationShares.class),
                (record, source) -> Heard.shares(record, source, site),
                TypeInformation.of(Heard.class)))
        .name("decode shares")
        .uid("shares-decode");
  }

  private static Numbers<Computed> numbers() {
    return Numbers.of("experiment", computed -> computed.question().id().round(), Computed::asOf);
  }
}
