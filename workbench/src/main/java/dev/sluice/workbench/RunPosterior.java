// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.jobs.posterior.PosteriorSettings;
import dev.sluice.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run posterior}: the posterior job on a local Flink cluster. */
@Command(
    name = "posterior",
    description = {
      "Run the posterior job on a Flink cluster in this process, against any Kafka.",
      "",
      "It reads experiments and samples and writes the posterior over the causal graphs of every"
          + " experiment. With --bounded it ends when it has read what is there now; otherwise"
          + " Ctrl-C ends it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice run posterior --bootstrap localhost:9092",
      "  sluice run posterior --bounded --parallelism 1 --bootstrap localhost:9092",
      "  sluice run posterior --delivery exactly-once --state-dir ~/sluice-state --bootstrap"
          + " localhost:9092",
      "  kcat -b localhost:9092 -C -t sluice.posterior.latest -e -q | jq ."
    })
final class RunPosterior implements Callable<Integer> {
  private static final Duration SAVEPOINT_PATIENCE = Duration.ofSeconds(25);

  /** What the job reads and writes. */
  static final List<Topic> TOPICS =
      List.of(
          Topic.EXPERIMENTS,
          Topic.SAMPLES,
          Topic.POSTERIOR_METRICS,
          Topic.POSTERIOR_LATEST,
          Topic.DEAD_LETTERS);

  /** The operators that read samples and decide their fate. */
  static final Set<String> SAMPLES = Set.of("decode samples", "observe");

  /** The operators that read declarations and decide their fate. */
  static final Set<String> DECLARATIONS = Set.of("decode declarations", "declare");

  @Spec private CommandSpec spec;

  @Mixin private PosteriorOptions options;

  @Mixin private LocalOptions local;

  @Mixin private TopicCreation creation;

  @Override
  public Integer call() throws Exception {
    PosteriorSettings settings = options.get();
    local.requireCheckpoints(settings.kafka().delivery());
    Configuration configuration = local.configuration();
    creation.require(settings.kafka(), TOPICS);
    try (CleanExit exit = new CleanExit();
        LocalCluster cluster = LocalCluster.start(configuration)) {
      StreamExecutionEnvironment environment = cluster.environment();
      PosteriorJob.build(environment, settings);
      JobID job = cluster.submit(environment, "posterior");
      say(
          "posterior job %s; web UI %s",
          settings.bounded() ? "reads what is there now" : "runs, Ctrl-C stops it", cluster.ui());
      try {
        cluster.await(job);
      } catch (InterruptedException e) {
        if (!exit.asked()) {
          throw e;
        }
        stop(cluster, job);
        return Sluice.INTERRUPTED;
      }
      say(
          "posterior job ended: samples %s; declarations %s",
          Accounts.of(cluster.counts(SAMPLES)), Accounts.of(cluster.counts(DECLARATIONS)));
      return 0;
    }
  }

  private void stop(LocalCluster cluster, JobID job) throws Exception {
    if (local.savepoints() == null) {
      say("posterior job stopped");
      return;
    }
    Path savepoint = cluster.stop(job, local.savepoints(), SAVEPOINT_PATIENCE);
    say("posterior job stopped; to continue: --from-savepoint %s", savepoint);
  }

  private void say(String format, Object... arguments) {
    spec.commandLine().getOut().printf(format + "%n", arguments);
  }
}
