// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.adaptation.AdaptationJobSettings;
import dev.sluice.jobs.adaptation.AdaptationOptions;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.jobs.discovery.DiscoverySettings;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.jobs.posterior.PosteriorSettings;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.survey.SurveyOptions;
import dev.sluice.jobs.survey.SurveySettings;
import dev.sluice.workbench.adaptation.RunAdaptation;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.discovery.RunDiscovery;
import dev.sluice.workbench.local.Accounts;
import dev.sluice.workbench.local.EmbeddedBroker;
import dev.sluice.workbench.local.LocalCluster;
import dev.sluice.workbench.local.LocalConfiguration;
import dev.sluice.workbench.local.LocalJob;
import dev.sluice.workbench.posterior.RunPosterior;
import dev.sluice.workbench.survey.RunSurvey;
import dev.sluice.workbench.topics.TopicCreation;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A broker, a Flink cluster and the jobs in this JVM; {@link #close} leaves nothing behind. */
final class DemoSystem implements AutoCloseable {
  private static final int PARALLELISM = 2;
  private static final int JOBS = 4;
  private static final int TRAIN_EVERY = 250;
  private static final double TRAIN_GROWTH = 1.6;
  private static final Duration CHECKPOINTS = Duration.ofSeconds(5);

  /** Begins the names of the counters of one reason each. */
  private static final String REASON = "deadLettered.";

  private final Deque<Closeable> parts = new ArrayDeque<>();
  private final List<JobID> jobs = new ArrayList<>();
  private KafkaSettings settings;
  private LocalCluster cluster;
  private JobID job;
  private JobID adaptation;
  private JobID discovery;
  private JobID survey;

  private DemoSystem() {}

  /**
   * Starts everything.
   *
   * @throws Failure if a port is taken or a part does not start; those that run are closed again
   */
  static DemoSystem start(int kafkaPort, int uiPort) throws Exception {
    DemoSystem system = new DemoSystem();
    try {
      system.startParts(kafkaPort, uiPort);
      return system;
    } catch (Exception e) {
      system.close();
      throw e;
    }
  }

  private void startParts(int kafkaPort, int uiPort) throws Exception {
    int slots = JOBS * PARALLELISM + DemoLoop.RULES.size();
    Configuration configuration = LocalConfiguration.of(slots, uiPort, CHECKPOINTS, null);
    EmbeddedBroker broker = EmbeddedBroker.start("--kafka-port", kafkaPort, null);
    parts.push(broker::close);
    settings = KafkaSettings.of(broker.bootstrap());
    TopicCreation.create(settings, PosteriorJob.TOPICS);
    TopicCreation.create(settings, AdaptationJob.TOPICS);
    TopicCreation.create(settings, DiscoveryJob.TOPICS);
    TopicCreation.create(settings, SurveyJob.TOPICS);
    cluster = LocalCluster.start(configuration);
    parts.push(cluster::close);
    job = submit("posterior", env -> PosteriorJob.build(env, posteriorSettings()));
    adaptation = submit("adaptation", env -> AdaptationJob.build(env, adaptationSettings()));
    discovery = submit("discovery", env -> DiscoveryJob.build(env, discoverySettings()));
    survey = submit("survey", env -> SurveyJob.build(env, surveySettings()));
  }

  private JobID submit(String name, Consumer<StreamExecutionEnvironment> build)
      throws InterruptedException {
    return submit(name, PARALLELISM, build);
  }

  /** Starts a job; {@link #check} looks after it from then on. */
  JobID submit(String name, int parallelism, Consumer<StreamExecutionEnvironment> build)
      throws InterruptedException {
    StreamExecutionEnvironment environment = cluster.environment();
    environment.setParallelism(parallelism);
    build.accept(environment);
    JobID submitted = cluster.submit(environment, name);
    jobs.add(submitted);
    return submitted;
  }

  /** The job's defaults, but metrics every second. */
  private SurveySettings surveySettings() {
    return settings(new SurveyOptions(), "--group=sluice-demo-survey", "--emit-interval=1s");
  }

  /** The job's defaults, but a posterior that is never more than two seconds behind. */
  private PosteriorSettings posteriorSettings() {
    return settings(new PosteriorOptions(), "--group=sluice-demo", "--refresh-latest=2s");
  }

  /**
   * The job's defaults, but a burn-in that ends before the first shift. It is short, so that alarms
   * need more evidence.
   */
  private AdaptationJobSettings adaptationSettings() {
    return settings(
        new AdaptationOptions(),
        "--group=sluice-demo-adaptation",
        "--burn-in=1000",
        "--run-length=1000000",
        "--window=500");
  }

  /**
   * Rounds that are short and come early, so that one sees beliefs grow, and fewer and fewer, since
   * all experiments of the demo are learned.
   */
  private DiscoverySettings discoverySettings() {
    return settings(
        new DiscoveryOptions(),
        "--group=sluice-demo-discovery",
        "--train-every=" + TRAIN_EVERY,
        "--train-growth=" + TRAIN_GROWTH,
        "--fit-steps=200",
        "--graph-steps=60");
  }

  private <S> S settings(Supplier<S> options, String... arguments) {
    return JobMain.settings(options, settings.bootstrap(), arguments);
  }

  KafkaSettings settings() {
    return settings;
  }

  /** The job's page in Flink's dashboard. */
  URI dashboard() {
    return cluster.ui().resolve("/#/job/running/" + job);
  }

  /** What became of the records that some operators of a job read so far. */
  Accounts accounts(JobID id, Set<String> operators) {
    return Accounts.of(cluster.counts(id, operators));
  }

  /** What became of the samples so far. */
  Accounts samples() {
    return accounts(job, RunPosterior.SAMPLES);
  }

  /** Refused samples so far by reason, without the reasons that there were none for. */
  SortedMap<String, Long> reasons() {
    SortedMap<String, Long> reasons = new TreeMap<>();
    cluster
        .counts(job, RunPosterior.SAMPLES)
        .forEach(
            (name, count) -> {
              if (name.startsWith(REASON) && count > 0) {
                reasons.put(name.substring(REASON.length()), count);
              }
            });
    return reasons;
  }

  /** What became of the samples and learned graphs that the adaptation job has read so far. */
  Accounts adaptation() {
    return accounts(adaptation, RunAdaptation.RECORDS);
  }

  /** Samples that the adaptation job has read so far. */
  long adaptationSamples() {
    return accounts(adaptation, Set.of("decode samples")).read();
  }

  /** Samples at which the discovery job owes a round of training, after one with so many. */
  static long nextRound(long samples) {
    return Math.max(samples + TRAIN_EVERY, (long) Math.ceil(samples * TRAIN_GROWTH));
  }

  /** What became of the samples that the discovery job has read so far. */
  Accounts discovery() {
    return accounts(discovery, RunDiscovery.SAMPLES);
  }

  /** What became of the survey's scenarios and answers so far. */
  Accounts survey() {
    return accounts(survey, RunSurvey.RECORDS);
  }

  /** What became of the declarations so far. */
  Accounts declarations() {
    return accounts(job, LocalJob.DECLARATIONS);
  }

  /**
   * Does nothing while the jobs run.
   *
   * @throws Failure if one has failed
   */
  void check() throws Exception {
    for (JobID each : jobs) {
      JobStatus status = cluster.status(each);
      if (status.isGloballyTerminalState()) {
        cluster.await(each);
        throw new Failure("the job ended: " + status);
      }
    }
  }

  /** Stops what was started, the last first; takes its time even if Ctrl-C is the reason. */
  @Override
  public void close() throws IOException {
    Thread.interrupted();
    if (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } finally {
        close();
      }
    }
  }
}
