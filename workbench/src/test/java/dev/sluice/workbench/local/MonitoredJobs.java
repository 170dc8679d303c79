// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.adaptation.AdaptationOptions;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorOptions;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.federation.site.SiteOptions;
import dev.sluice.jobs.lesion.LesionJob;
import dev.sluice.jobs.lesion.LesionOptions;
import dev.sluice.jobs.lesion.enhance.EnhanceJob;
import dev.sluice.jobs.lesion.enhance.EnhanceOptions;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.mesa.MesaOptions;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.survey.SurveyOptions;
import dev.sluice.jobs.targeting.Targeting;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.survey.Profile;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.SurveyResponse;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Token;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.experiment.RegimeSchedule;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import dev.sluice.workbench.survey.DemoScenarios;
import dev.sluice.workbench.survey.SimulatedSurvey;
import dev.sluice.workbench.survey.SurveyScenarios;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.TopicCreation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Every job on a cluster with Flink's reporter for Prometheus, as {@code k8s/monitoring} configures
 * it, and something for each of them to read.
 */
final class MonitoredJobs implements AutoCloseable {

  /** Ids that are one and the same label if characters are replaced, and how many samples each. */
  static final Map<String, Integer> SAMPLES = Map.of("x-1", 120, "x_1", 130, "x.1", 140);

  private static final int JOBS = 9;
  private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
  private static final int ANSWERS = 400;
  private static final int TOKENS = 20;

  private final EmbeddedBroker broker;
  private final LocalCluster cluster;
  private final Configuration configuration;
  private final KafkaSettings kafka;
  private final int port;

  private MonitoredJobs(
      EmbeddedBroker broker, LocalCluster cluster, Configuration configuration, int port) {
    this.broker = broker;
    this.cluster = cluster;
    this.configuration = configuration;
    this.port = port;
    kafka = KafkaSettings.of(broker.bootstrap());
  }

  /** Starts broker and cluster. */
  static MonitoredJobs start() {
    int port = Ports.claim("--prometheus-port", 0);
    Configuration configuration = LocalConfiguration.of(JOBS, 0, CHECKPOINTS, null);
    MonitoringFiles.addReporter(configuration, port);
    EmbeddedBroker broker = EmbeddedBroker.start("--kafka-port", 0, null);
    MonitoredJobs jobs =
        new MonitoredJobs(broker, LocalCluster.start(configuration), configuration, port);
    Stream.of(
            PosteriorJob.TOPICS,
            AdaptationJob.TOPICS,
            DiscoveryJob.TOPICS,
            SurveyJob.TOPICS,
            MesaJob.topics(true),
            LesionJob.TOPICS,
            EnhanceJob.TOPICS,
            CoordinatorJob.TOPICS,
            List.of(Topic.FED_AUDIT),
            Targeting.TOPICS)
        .forEach(topics -> TopicCreation.create(jobs.kafka, topics));
    return jobs;
  }

  /** Starts all jobs; gives that of the posterior. */
  JobID submitAll() throws InterruptedException {
    submit(
        "adaptation",
        env -> AdaptationJob.build(env, settings(new AdaptationOptions(), "--burn-in=50")));
    submit(
        "discovery",
        env ->
            DiscoveryJob.build(
                env,
                settings(
                    new DiscoveryOptions(),
                    "--train-every=100",
                    "--fit-steps=5",
                    "--graph-steps=2")));
    submit(
        "survey",
        env -> SurveyJob.build(env, settings(new SurveyOptions(), "--emit-interval=500ms")));
    submit(
        "mesa", env -> MesaJob.build(env, settings(new MesaOptions(), "--models=lsa-1-linear-1")));
    submit(
        "lesion",
        env -> LesionJob.build(env, settings(new LesionOptions(), "--emit-interval=500ms")));
    submit(
        "enhance",
        env ->
            EnhanceJob.build(
                env, settings(new EnhanceOptions(), MonitoredFiles.acceptorsAndOut())));
    submit(
        "federation-coordinator",
        env -> CoordinatorJob.build(env, settings(new CoordinatorOptions())));
    submit("federation-site", env -> SiteJob.build(env, settings(new SiteOptions(), site())));
    return submitPosterior();
  }

  /** A site on the same Kafka as its coordinator. */
  private String[] site() {
    String hub = "--coordinator=" + kafka.bootstrap();
    String secret = "--secret=" + MonitoredFiles.secret();
    return new String[] {hub, secret, "--site=s", "--fit-steps=5", "--graph-steps=2"};
  }

  /** Starts the job of the posterior, which proposes. */
  JobID submitPosterior() throws InterruptedException {
    return submit(
        "posterior",
        env ->
            PosteriorJob.build(
                env, settings(new PosteriorOptions(), "--propose=eig", "--refresh-latest=1s")));
  }

  private JobID submit(String name, Consumer<StreamExecutionEnvironment> build)
      throws InterruptedException {
    StreamExecutionEnvironment environment = cluster.environment();
    environment.setParallelism(1);
    build.accept(environment);
    return cluster.submit(environment, name);
  }

  private <S> S settings(Supplier<S> options, String... arguments) {
    return JobMain.settings(options, kafka.bootstrap(), arguments);
  }

  /** Sends declarations, samples, answers, tokens, cases and a record that nobody can read. */
  void send() {
    MonitoredFiles.sendCases(kafka);
    for (Map.Entry<String, Integer> each : SAMPLES.entrySet()) {
      send(each.getKey(), each.getValue());
    }
    List<SurveyScenario> scenarios = DemoScenarios.all();
    SurveyScenarios.declare("the test", scenarios, kafka);
    SimulatedSurvey survey =
        new SimulatedSurvey(
            SimulatedSurvey.named(Profile.COMMONSENSE, List.of("sage"), 1), scenarios, 10);
    try (Publisher<SurveyResponse> publisher =
        Publisher.of(kafka, Topic.SURVEY_RESPONSES, SurveyResponse.class)) {
      for (long n = 0; n < ANSWERS; n++) {
        SurveyResponse response = survey.response(n);
        publisher.send(response.getModel(), response);
      }
    }
    try (Publisher<Token> publisher = Publisher.of(kafka, Topic.TOKENS, Token.class)) {
      for (long t = 1; t <= TOKENS; t++) {
        Token token =
            Token.newBuilder().setSequenceId("s").setT(t).setValues(List.of(1.0 / t)).build();
        publisher.send(token.getSequenceId(), token);
      }
    }
  }

  private void send(String id, int samples) {
    SimulatedExperiment experiment =
        SimulatedExperiment.draw(
            id,
            GraphFamily.parse("chain:3"),
            MechanismFamily.parse("categorical:2"),
            InterventionKind.PERFECT,
            1);
    try (Publisher<Experiment> publisher =
        Publisher.of(kafka, Topic.EXPERIMENTS, Experiment.class)) {
      publisher.send(id, experiment.declaration());
    }
    try (Publisher<Sample> publisher = Publisher.of(kafka, Topic.SAMPLES, Sample.class)) {
      publisher.sendBytes(id, new byte[] {'?'});
      RegimeSchedule schedule = experiment.schedule(experiment.dimension(), 1);
      long[] sent = new long[1 + experiment.dimension()];
      for (int n = 0; n < samples; n++) {
        int regime = schedule.next();
        publisher.send(id, experiment.sample(regime, sent[regime]++));
      }
    }
  }

  /** Ends an experiment. */
  void end(String id) {
    try (Publisher<Experiment> publisher =
        Publisher.of(kafka, Topic.EXPERIMENTS, Experiment.class)) {
      publisher.sendBytes(id, null);
    }
  }

  /** Stops a job with a savepoint, with which the next one begins. */
  void stop(JobID job, Path folder) throws Exception {
    LocalConfiguration.startFrom(configuration, cluster.stop(job, folder, Duration.ofMinutes(1)));
  }

  /** Where the reporter listens. */
  int port() {
    return port;
  }

  /** What the reporter tells now. */
  Exposition scrape() {
    return Exposition.scrape(port);
  }

  @Override
  public void close() throws IOException {
    try {
      cluster.close();
    } finally {
      broker.close();
    }
  }
}
