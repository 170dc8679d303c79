// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.jobs.experiment.ExperimentStreams;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Compares how model classes predict and adapt when mechanisms change, and detects which did.
 *
 * <pre>
 * posterior.latest ──> decode ──────────────┐ (learned graphs)
 * experiments ───────> decode ──> declare ──┤
 *                        │           │      v
 * samples ───────────> decode ──────────> observe ──> snapshots
 *                        │           │      │
 *                        └───────────┴──────┴──> dead letters     (all by experiment)
 * </pre>
 *
 * <p>What is learned depends on the order of an experiment's samples. It is kept from one partition
 * of their topic to {@code observe}: producers have to give all samples of an experiment the same
 * key.
 */
public final class AdaptationJob {

  /** What the job reads and writes. */
  public static final List<Topic> TOPICS =
      List.of(
          Topic.EXPERIMENTS,
          Topic.SAMPLES,
          Topic.POSTERIOR_LATEST,
          Topic.ADAPTATION_METRICS,
          Topic.ADAPTATION_LATEST,
          Topic.DEAD_LETTERS);

  /** What of it the job reads. */
  public static final List<Topic> INPUTS =
      List.of(Topic.EXPERIMENTS, Topic.SAMPLES, Topic.POSTERIOR_LATEST);

  private AdaptationJob() {}

  /** What the job puts out. */
  record Streams(DataStream<Keyed<AdaptationSnapshot>> snapshots, DataStream<DeadLetter> refused) {}

  /** Entry point on a cluster; {@code --help} lists the options. */
  public static void main(String[] arguments) {
    JobMain.run("adaptation", new AdaptationOptions(), arguments, AdaptationJob::deploy);
  }

  private static void deploy(StreamExecutionEnvironment env, AdaptationJobSettings settings) {
    build(env, settings);
    List<Topic> topics = new ArrayList<>(TOPICS);
    if (!settings.models().learnedGraph()) {
      topics.remove(Topic.POSTERIOR_LATEST);
    }
    settings.topics().require(topics);
  }

  /**
   * Adds the job to an environment, from its topics to its topics.
   *
   * @throws IllegalArgumentException if exactly-once delivery is asked for without checkpoints, on
   *     which nothing would ever be committed
   */
  public static void build(StreamExecutionEnvironment env, AdaptationJobSettings settings) {
    JobTopics topics = settings.topics();
    topics.requireCheckpoints(env);
    DataStream<RawRecord> graphs =
        settings.models().learnedGraph()
            ? topics.source(env, Topic.POSTERIOR_LATEST, "posterior.latest")
            : null;
    Streams streams =
        define(
            topics.source(env, Topic.SAMPLES, "samples"),
            topics.declarations(env, Topic.EXPERIMENTS, "experiments"),
            graphs,
            settings);
    topics.write(
        streams.snapshots(),
        AdaptationSnapshot.class,
        "snapshots",
        Topic.ADAPTATION_METRICS,
        Topic.ADAPTATION_LATEST);
    topics.write(streams.refused());
  }

  /**
   * The topology, whatever its ends.
   *
   * @param graphs snapshots of the posterior job; null if they are not to be followed
   */
  static Streams define(
      DataStream<RawRecord> samples,
      DataStream<RawRecord> experiments,
      DataStream<RawRecord> graphs,
      AdaptationJobSettings settings) {
    return define(samples, experiments, graphs, settings, EngineFactory.OF_DECLARATION);
  }

  /** The topology with engines made otherwise. */
  static Streams define(
      DataStream<RawRecord> samples,
      DataStream<RawRecord> experiments,
      DataStream<RawRecord> graphs,
      AdaptationJobSettings settings,
      EngineFactory factory) {
    ExperimentStreams streams = ExperimentStreams.of(samples, experiments, settings.topics(), 1);
    DataStream<DeclarationOrGraph> declarations =
        streams
            .announcements()
            .map(DeclarationOrGraph::of, TypeInformation.of(DeclarationOrGraph.class))
            .name("announcements")
            .uid("announcements");
    DataStream<DeadLetter> refused = streams.refused();
    if (graphs != null) {
      SingleOutputStreamOperator<DeclarationOrGraph> learned =
          learned(graphs, settings.topics().kafka());
      declarations = declarations.union(learned);
      refused = refused.union(learned.getSideOutput(DeadLetters.TAG));
    }

    SingleOutputStreamOperator<Keyed<AdaptationSnapshot>> snapshots =
        streams
            .draws()
            .keyBy(Draw::experimentId)
            .connect(declarations.keyBy(DeclarationOrGraph::experimentId))
            .process(new CompareModels(settings, factory))
            .returns(Keyed.typeInfo(AdaptationSnapshot.class))
            .name("observe")
            .uid("observe");

    return new Streams(snapshots, refused.union(snapshots.getSideOutput(DeadLetters.TAG)));
  }

  private static SingleOutputStreamOperator<DeclarationOrGraph> learned(
      DataStream<RawRecord> graphs, KafkaSettings kafka) {
    return graphs
        .process(
            new Decode<>(
                kafka.decoder(PosteriorSnapshot.class),
                LearnedGraph::found,
                LearnedGraph::ended,
                TypeInformation.of(DeclarationOrGraph.class)))
        .name("decode learned graphs")
        .uid("graphs-decode");
  }
}
