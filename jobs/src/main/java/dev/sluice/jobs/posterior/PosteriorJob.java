// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.KafkaSinks;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.ExperimentStreams;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Keeps the posterior over causal graphs of every experiment.
 *
 * <pre>
 * experiments ──> decode ──> declare ──┐ (to every bucket of the experiment)
 *                   │           │      v
 * samples ──────> decode ──> observe ────> statistics ────> refresh ────> snapshots
 *                   │           │
 *                   │           │ (experiment, bucket)   (experiment)   (experiment)
 *                   └───────────┴──> dead letters
 * </pre>
 */
public final class PosteriorJob {

  private PosteriorJob() {}

  /** What the job puts out. */
  record Streams(DataStream<Keyed<PosteriorSnapshot>> snapshots, DataStream<DeadLetter> refused) {}

  /** Entry point on a cluster; {@code --help} lists the options. */
  public static void main(String[] arguments) {
    JobMain.run("posterior", new PosteriorOptions(), arguments, PosteriorJob::build);
  }

  /**
   * Adds the job to an environment, from its topics to its topics.
   *
   * @throws IllegalArgumentException if exactly-once delivery is asked for without checkpoints, on
   *     which nothing would ever be committed
   */
  public static void build(StreamExecutionEnvironment env, PosteriorSettings settings) {
    JobTopics topics = new JobTopics(settings.kafka(), settings.group(), settings.bounded());
    topics.requireCheckpoints(env);
    Streams streams =
        define(
            topics.source(env, Topic.SAMPLES, "samples"),
            topics.source(env, Topic.EXPERIMENTS, "experiments"),
            settings);
    String id = settings.group();
    streams
        .snapshots()
        .filter(keyed -> keyed.record() != null)
        .name("snapshots")
        .uid("snapshots")
        .sinkTo(
            KafkaSinks.of(
                settings.kafka(),
                Topic.POSTERIOR_METRICS,
                PosteriorSnapshot.class,
                id + "-metrics"))
        .name("posterior.metrics")
        .uid("metrics-sink");
    streams
        .snapshots()
        .sinkTo(
            KafkaSinks.of(
                settings.kafka(), Topic.POSTERIOR_LATEST, PosteriorSnapshot.class, id + "-latest"))
        .name("posterior.latest")
        .uid("latest-sink");
    topics.write(streams.refused());
  }

  /** The topology, whatever its ends. */
  static Streams define(
      DataStream<RawRecord> samples,
      DataStream<RawRecord> experiments,
      PosteriorSettings settings) {
    int buckets = settings.buckets();
    ExperimentStreams streams =
        ExperimentStreams.of(
            samples, experiments, settings.kafka(), buckets, UnusedKnowledge::fault);

    SingleOutputStreamOperator<Contribution> contributions =
        streams
            .draws()
            .keyBy(
                draw -> Tuple2.of(draw.experimentId(), draw.bucket(buckets)),
                Types.TUPLE(Types.STRING, Types.INT))
            .connect(
                streams
                    .announcements()
                    .keyBy(
                        news -> Tuple2.of(news.experimentId(), news.bucket()),
                        Types.TUPLE(Types.STRING, Types.INT)))
            .process(new Observe(settings))
            .name("observe")
            .uid("observe");

    SingleOutputStreamOperator<Keyed<PosteriorSnapshot>> snapshots =
        contributions
            .keyBy(Contribution::experimentId)
            .process(new Statistics(settings))
            .name("statistics")
            .uid("statistics")
            .keyBy(request -> request.declaration().experimentId())
            .process(new Refresh(settings, Snapshots::of))
            .returns(Keyed.typeInfo(PosteriorSnapshot.class))
            .name("refresh")
            .uid("refresh");

    return new Streams(
        snapshots, streams.refused().union(contributions.getSideOutput(DeadLetters.TAG)));
  }
}
