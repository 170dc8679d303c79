// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.workload.AllJobs;
import dev.sluice.cluster.workload.JobSettings;
import dev.sluice.cluster.workload.PosteriorWorkload;
import dev.sluice.cluster.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.workbench.local.Accounts;
import dev.sluice.workbench.local.Ports;
import dev.sluice.workbench.topics.TopicCreation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A job in application mode, as the manifests for Kubernetes run it: a cluster of its own, whose
 * JobManager runs the job's main method and ends with the job.
 */
class ApplicationModeIT {
  private static final String MAIN =
      "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(3));
  private static final int PARALLELISM = 2;
  private static final int STEPS_PER_SECOND = 50;

  static Stream<Workload> others() {
    return AllJobs.workloads().stream().filter(each -> !(each instanceof PosteriorWorkload));
  }

  @Test
  void theClusterEndsWithTheJobWhichGoesOnFromItsSavepointInAnother() throws Exception {
    run(new PosteriorWorkload());
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("others")
  void soDoesEveryJob(Workload workload) throws Exception {
    run(workload);
  }

  private static void run(Workload workload) throws Exception {
    FlinkConfiguration configuration =
        new FlinkConfiguration(
            Path.of("target", "application", workload.name()).toAbsolutePath(),
            Ports.claim("rpc", 0),
            Ports.claim("rest", 0),
            PARALLELISM);
    configuration.write();
    FlinkProcesses processes = new FlinkProcesses(Installation.here(), configuration);
    RestApi rest = new RestApi(configuration.restPort());
    try (BrokerProcess broker =
            new BrokerProcess(Installation.here(), configuration.folder(), PATIENCE);
        JavaProcess taskManager =
            JavaProcess.start(processes.taskManager(0), configuration.folder())) {
      broker.start();
      String prefix = "application.";
      KafkaSettings kafka = JobSettings.kafka(broker.bootstrap(), prefix);
      TopicCreation.create(kafka, workload.topics());
      List<String> options =
          JobSettings.arguments(workload, broker.bootstrap(), prefix, "exactly-once");
      String savepoint;
      try (Traffic traffic = Traffic.declare(broker.bootstrap(), Map.of(workload, prefix))) {
        try (JavaProcess first = start(processes, workload, options, List.of())) {
          String job = running(rest, first, taskManager);
          traffic.start(STEPS_PER_SECOND);
          PATIENCE.await(
              "records of all kinds",
              () -> Accounts.of(rest.counts(job)).duplicate() > 0,
              first::output);
          savepoint = rest.stop(job, configuration.savepoints(), PATIENCE);
          assertThat(first.await(PATIENCE.limit())).as(first.output()).isZero();
        }
        try (JavaProcess second =
            start(processes, workload, options, List.of("--fromSavepoint", savepoint))) {
          String job = running(rest, second, taskManager);
          assertThat(rest.restoredFrom(job)).isEqualTo(Path.of(URI.create(savepoint)));
          long steps = traffic.finish();
          Accounts sent = ChaosRun.accounts(traffic, workload);
          PATIENCE.await(
              "the accounts", () -> Accounts.of(rest.counts(job)).equals(sent), sent::toString);
          check(new Outcome(workload, kafka), steps);
        }
      }
    }
  }

  private static JavaProcess start(
      FlinkProcesses processes, Workload workload, List<String> options, List<String> from) {
    JavaProcess.Command session = processes.jobManager();
    List<String> arguments = new ArrayList<>(session.arguments());
    arguments.addAll(List.of("--job-classname", workload.main()));
    arguments.addAll(List.of("--jars", Installation.here().jobsJar().toUri().toString()));
    arguments.add("-Dparallelism.default=" + PARALLELISM);
    arguments.addAll(from);
    arguments.addAll(options);
    return JavaProcess.start(
        new JavaProcess.Command(
            session.name(),
            session.jvm(),
            session.classpath(),
            MAIN,
            arguments,
            session.environment()),
        processes.configuration().folder());
  }

  /** The only job, once it has taken a checkpoint. */
  private static String running(RestApi rest, JavaProcess jobManager, JavaProcess taskManager)
      throws Exception {
    PATIENCE.await(
        "the job to take a checkpoint",
        () -> {
          jobManager.requireAlive();
          taskManager.requireAlive();
          List<String> jobs = rest.jobs();
          return jobs.size() == 1
              && rest.runs(jobs.get(0))
              && rest.completedCheckpoint(jobs.get(0)) > 0;
        },
        jobManager::output);
    return rest.jobs().get(0);
  }

  private static void check(Outcome outcome, long steps) throws Exception {
    try (Twins twins = Twins.start(1)) {
      if (outcome.workload().batch(steps).isEmpty()) {
        twins.begin(outcome);
      }
      assertThat(ChaosRun.results(outcome, steps, twins, PATIENCE)).isEmpty();
    }
    assertThat(outcome.repeated()).isEmpty();
    assertThat(outcome.missing()).isEmpty();
  }
}
