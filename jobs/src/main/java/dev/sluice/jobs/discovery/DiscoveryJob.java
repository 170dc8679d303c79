// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.jobs.experiment.ExperimentStreams;
import dev.sluice.jobs.experiment.UnusedKnowledge;
import dev.sluice.jobs.targeting.News;
import dev.sluice.jobs.targeting.Targeting;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.TargetScores;
import dev.sluice.schemas.Topic;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Learns beliefs over the causal graph of every experiment by gradients, while samples flow.
 *
 * <pre>
 * experiments ──> decode ──> declare ──┐
 *                   │           │      v
 * samples ──────> decode ──> gather ─────> train ────> snapshots
 *                   │           │                          (all by experiment)
 *                   └───────────┴──> dead letters
 * </pre>
 *
 * With {@code --propose}, snapshots have scores of what may be proposed where they are due, and
 * decisions are made of them: see {@link Targeting}.
 *
 * <p>Which samples are held depends on the order of an experiment's samples. It is kept from one
 * partition of their topic to {@code gather}: producers have to give all samples of an experiment
 * the same key.
 */
public final class DiscoveryJob {

  /** What the job reads and writes. */
  public static final List<Topic> TOPICS =
      List.of(
          Topic.EXPERIMENTS,
          Topic.SAMPLES,
          Topic.DISCOVERY_METRICS,
          Topic.DISCOVERY_LATEST,
          Topic.DEAD_LETTERS);

  /** What of it the job reads. */
  public static final List<Topic> INPUTS = List.of(Topic.EXPERIMENTS, Topic.SAMPLES);

  private DiscoveryJob() {}

  /** What the job puts out. */
  record Streams(
      DataStream<Keyed<DiscoverySnapshot>> snapshots,
      DataStream<DeadLetter> refused,
      DataStream<News> news) {}

  /** Entry point on a cluster; {@code --help} lists the options. */
  public static void main(String[] arguments) {
    JobMain.run("discovery", new DiscoveryOptions(), arguments, DiscoveryJob::deploy);
  }

  private static void deploy(StreamExecutionEnvironment env, DiscoverySettings settings) {
    build(env, settings);
    settings.topics().require(topics(settings));
  }

  /** What a job with these settings reads and writes. */
  public static List<Topic> topics(DiscoverySettings settings) {
    return Targeting.topics(TOPICS, settings.proposals());
  }

  /**
   * Adds the job to an environment, from its topics to its topics.
   *
   * @throws IllegalArgumentException if exactly-once delivery is asked for without checkpoints, on
   *     which nothing would ever be committed
   */
  public static void build(StreamExecutionEnvironment env, DiscoverySettings settings) {
    JobTopics topics = settings.topics();
    topics.requireCheckpoints(env);
    Streams streams =
        define(
            topics.source(env, Topic.SAMPLES, "samples"),
            topics.declarations(env, Topic.EXPERIMENTS, "experiments"),
            settings);
    topics.write(
        streams.snapshots(),
        DiscoverySnapshot.class,
        "metrics",
        Topic.DISCOVERY_METRICS,
        Topic.DISCOVERY_LATEST);
    if (settings.proposals() == null) {
      topics.write(streams.refused());
    } else {
      DataStream<RawRecord> approvals = topics.source(env, Topic.APPROVALS, "approvals");
      Targeting targeting = propose(streams, approvals, settings);
      targeting.write(topics);
      topics.write(streams.refused().union(targeting.refused()));
    }
  }

  /** Adds those who propose. */
  static Targeting propose(
      Streams streams, DataStream<RawRecord> approvals, DiscoverySettings settings) {
    SingleOutputStreamOperator<Keyed<TargetScores>> scores =
        streams
            .snapshots()
            .flatMap(new TakeScores(settings.topics().gauges()))
            .returns(Keyed.typeInfo(TargetScores.class))
            .name("scores")
            .uid("scores");
    return Targeting.of(scores, streams.news(), approvals, settings.topics(), settings.proposals());
  }

  /** The topology, whatever its ends. */
  static Streams define(
      DataStream<RawRecord> samples,
      DataStream<RawRecord> experiments,
      DiscoverySettings settings) {
    ExperimentStreams streams =
        ExperimentStreams.of(
            samples,
            experiments,
            settings.topics(),
            1,
            experiment -> UnusedKnowledge.fault(experiment, "discovery"));

    SingleOutputStreamOperator<TrainRequest> requests =
        streams
            .draws()
            .keyBy(Draw::experimentId)
            .connect(streams.announcements().keyBy(Announcement::experimentId))
            .process(new Gather(settings))
            .name("gather")
            .uid("gather");

    SingleOutputStreamOperator<Keyed<DiscoverySnapshot>> snapshots =
        Beside.inOrder(
                new Train(settings),
                TypeInformation.of(TrainRequest.class),
                TypeInformation.of(Learned.class),
                settings.training().threads(),
                DiscoveryGauges.of(settings.topics().gauges()))
            .on(
                requests.keyBy(request -> request.declaration().experimentId()),
                DiscoverySnapshot.class,
                "train");

    return new Streams(
        snapshots,
        streams.refused().union(requests.getSideOutput(DeadLetters.TAG)),
        requests.getSideOutput(News.TAG));
  }
}
