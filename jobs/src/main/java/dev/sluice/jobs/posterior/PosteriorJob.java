// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.experiment.ExperimentStreams;
import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.posterior.effects.Refreshed;
import dev.sluice.jobs.posterior.effects.TellApart;
import dev.sluice.jobs.targeting.News;
import dev.sluice.jobs.targeting.ScoreGauges;
import dev.sluice.jobs.targeting.Targeting;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.schemas.EffectsSnapshot;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.TargetScores;
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
 *
 * With {@code --spread}, the family scores of large experiments are computed on several subtasks
 * between {@code statistics} and {@code refresh}: see {@link Spread}.
 *
 * <p>With {@code --effects}, {@code refresh} computes causal effects too, which go their own way
 * behind it.
 *
 * <p>With {@code --propose}, scores of what may be proposed are computed beside the posterior, and
 * decisions made of them: see {@link Targeting}.
 */
public final class PosteriorJob {

  /** What the job reads and writes. */
  public static final List<Topic> TOPICS =
      List.of(
          Topic.EXPERIMENTS,
          Topic.SAMPLES,
          Topic.POSTERIOR_METRICS,
          Topic.POSTERIOR_LATEST,
          Topic.DEAD_LETTERS);

  /** What it writes besides with {@code --effects}. */
  public static final List<Topic> EFFECTS =
      List.of(Topic.POSTERIOR_EFFECTS, Topic.POSTERIOR_EFFECTS_LATEST);

  /** What of it the job reads. */
  public static final List<Topic> INPUTS = List.of(Topic.EXPERIMENTS, Topic.SAMPLES);

  private PosteriorJob() {}

  /** What the job puts out; effects are null if none are asked for. */
  record Streams(
      DataStream<Keyed<PosteriorSnapshot>> snapshots,
      DataStream<Keyed<EffectsSnapshot>> effects,
      DataStream<DeadLetter> refused,
      DataStream<RefreshRequest> scores,
      DataStream<News> news) {}

  /** Entry point on a cluster; {@code --help} lists the options. */
  public static void main(String[] arguments) {
    JobMain.run("posterior", new PosteriorOptions(), arguments, PosteriorJob::deploy);
  }

  private static void deploy(StreamExecutionEnvironment env, PosteriorSettings settings) {
    build(env, settings);
    settings.topics().require(topics(settings));
  }

  /** What a job with these settings reads and writes. */
  public static List<Topic> topics(PosteriorSettings settings) {
    List<Topic> own =
        settings.effects() == null
            ? TOPICS
            : Stream.concat(TOPICS.stream(), EFFECTS.stream()).toList();
    return Targeting.topics(own, settings.proposals());
  }

  /**
   * Adds the job to an environment, from its topics to its topics.
   *
   * @throws IllegalArgumentException if exactly-once delivery is asked for without checkpoints, on
   *     which nothing would ever be committed
   */
  public static void build(StreamExecutionEnvironment env, PosteriorSettings settings) {
    JobTopics topics = settings.topics();
    topics.requireCheckpoints(env);
    Streams streams =
        define(
            topics.source(env, Topic.SAMPLES, "samples"),
            topics.declarations(env, Topic.EXPERIMENTS, "experiments"),
            settings);
    topics.write(
        streams.snapshots(),
        PosteriorSnapshot.class,
        "metrics",
        Topic.POSTERIOR_METRICS,
        Topic.POSTERIOR_LATEST);
    if (streams.effects() != null) {
      topics.write(
          streams.effects(),
          EffectsSnapshot.class,
          "effects",
          Topic.POSTERIOR_EFFECTS,
          Topic.POSTERIOR_EFFECTS_LATEST);
    }
    if (settings.proposals() == null) {
      topics.write(streams.refused());
    } else {
      Targeting targeting = propose(env, streams, settings);
      targeting.write(topics);
      topics.write(streams.refused().union(targeting.refused()));
    }
  }

  /** Adds those who propose. */
  private static Targeting propose(
      StreamExecutionEnvironment env, Streams streams, PosteriorSettings settings) {
    Models.Inferring inference = Models.of(settings).inference();
    SingleOutputStreamOperator<Keyed<TargetScores>> scores =
        Beside.newestWins(
                new ScoreTargets(settings.proposals(), inference),
                TypeInformation.of(RefreshRequest.class),
                settings.refresh().threads(),
                ScoreGauges.of(settings.topics().gauges()))
            .on(
                streams.scores().keyBy(request -> request.declaration().experimentId()),
                TargetScores.class,
                "score");
    return Targeting.of(
        scores,
        streams.news(),
        settings.topics().source(env, Topic.APPROVALS, "approvals"),
        settings.topics(),
        settings.proposals());
  }

  /** The topology, whatever its ends. */
  static Streams define(
      DataStream<RawRecord> samples,
      DataStream<RawRecord> experiments,
      PosteriorSettings settings) {
    return define(samples, experiments, settings, Models.of(settings));
  }

  /** The same with other mathematics. */
  static Streams define(
      DataStream<RawRecord> samples,
      DataStream<RawRecord> experiments,
      PosteriorSettings settings,
      Models models) {
    ExperimentStreams streams =
        ExperimentStreams.of(
            samples, experiments, settings.topics(), settings.statistics().buckets());
    SingleOutputStreamOperator<Contribution> contributions = observed(streams, settings, models);
    SingleOutputStreamOperator<RefreshRequest> requests =
        contributions
            .keyBy(Contribution::experimentId)
            .process(new Statistics(settings))
            .name("statistics")
            .uid("statistics");

    DataStream<RefreshRequest> scored = Spread.of(requests, settings, models.inference());
    DataStream<DeadLetter> refused =
        streams.refused().union(contributions.getSideOutput(DeadLetters.TAG));
    DataStream<RefreshRequest> scores = requests.getSideOutput(Statistics.SCORES);
    DataStream<News> news = requests.getSideOutput(News.TAG);
    int gauges = settings.topics().gauges();
    if (settings.effects() == null) {
      return new Streams(
          refresh(
              scored,
              Refresh.of(models.inference()),
              PosteriorSnapshot.class,
              PosteriorGauges.of(gauges),
              settings),
          null,
          refused,
          scores,
          news);
    }
    SingleOutputStreamOperator<Keyed<PosteriorSnapshot>> snapshots =
        TellApart.of(
            refresh(
                scored,
                Refresh.withEffects(models.inference(), settings.effects()),
                Refreshed.class,
                PosteriorGauges.withEffects(gauges),
                settings));
    return new Streams(
        snapshots, snapshots.getSideOutput(TellApart.EFFECTS), refused, scores, news);
  }

  private static SingleOutputStreamOperator<Contribution> observed(
      ExperimentStreams streams, PosteriorSettings settings, Models models) {
    int buckets = settings.statistics().buckets();
    return streams
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
        .process(new Observe(settings, models.learning()))
        .name("observe")
        .uid("observe");
  }

  private static <S> DataStream<Keyed<S>> refresh(
      DataStream<RefreshRequest> requests,
      Refresh<S> refresh,
      Class<S> snapshots,
      Gauged<S> gauged,
      PosteriorSettings settings) {
    return Beside.newestWinsWithMemory(
            refresh,
            TypeInformation.of(RefreshRequest.class),
            TypeInformation.of(SamplerMemory.class),
            settings.refresh().threads(),
            gauged)
        .on(requests.keyBy(RefreshRequest::experimentId), snapshots, "refresh");
  }
}
