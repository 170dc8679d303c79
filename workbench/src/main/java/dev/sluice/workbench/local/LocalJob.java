// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobParameters;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.CleanExit;
import dev.sluice.workbench.topics.TopicCreation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The options and the work of a command that runs one job on a Flink cluster in this process. */
public final class LocalJob {
  private static final Duration SAVEPOINT_PATIENCE = Duration.ofSeconds(25);

  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

  /** The operators of jobs on experiments that read declarations and decide their fate. */
  public static final Set<String> DECLARATIONS = Set.of("decode declarations", "declare");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private LocalOptions local;

  @Mixin private TopicCreation creation;

  /**
   * What is run.
   *
   * @param name of the job
   * @param kafka where its topics are
   * @param topics what it reads and writes
   * @param inputs those that it reads
   * @param bounded whether it ends by itself
   * @param operators by what they read, the operators whose accounts are told at the end
   * @param checkpoints how often one is taken unless the options say it
   */
  public record Job(
      String name,
      KafkaSettings kafka,
      List<Topic> topics,
      List<Topic> inputs,
      boolean bounded,
      Map<String, Set<String>> operators,
      Duration checkpoints) {

    /** A job with a checkpoint every ten seconds. */
    public Job(
        String name,
        KafkaSettings kafka,
        List<Topic> topics,
        List<Topic> inputs,
        boolean bounded,
        Map<String, Set<String>> operators) {
      this(name, kafka, topics, inputs, bounded, operators, CHECKPOINTS);
    }
  }

  /**
   * Makes sure that topics exist that a job has elsewhere than its own.
   *
   * @throws dev.sluice.workbench.command.Failure if one is missing and may not be created
   */
  public void require(KafkaSettings settings, List<Topic> topics) {
    creation.require(settings, topics);
  }

  /**
   * Runs a job until it ends or somebody ends it.
   *
   * @param build adds the job to an environment
   * @param out says what happens
   * @return exit code
   */
  public int run(Job job, Consumer<StreamExecutionEnvironment> build, PrintWriter out)
      throws Exception {
    local.requireCheckpoints(job.kafka().delivery());
    Configuration configuration = local.configuration(job.checkpoints());
    creation.require(job.kafka(), job.topics());
    try (CleanExit exit = new CleanExit();
        LocalCluster cluster = LocalCluster.start(configuration)) {
      StreamExecutionEnvironment environment = cluster.environment();
      JobParameters.show(environment, command);
      build.accept(environment);
      JobID id = cluster.submit(environment, job.name());
      out.printf(
          "%s job %s; web UI %s%n",
          job.name(),
          job.bounded() ? "reads what is there now" : "runs, Ctrl-C stops it",
          cluster.ui());
      try (BoundedProgress progress = new BoundedProgress(cluster, id, job, out)) {
        progress.start();
        cluster.await(id);
      } catch (InterruptedException e) {
        if (!exit.asked()) {
          throw e;
        }
        stop(cluster, id, job.name(), out);
        return CleanExit.INTERRUPTED;
      }
      out.printf("%s job ended: %s%n", job.name(), accounts(cluster, id, job.operators()));
      Outcome.of(cluster, id, job).ifPresent(out::println);
      return 0;
    }
  }

  private void stop(LocalCluster cluster, JobID id, String name, PrintWriter out) throws Exception {
    if (local.savepoints() == null) {
      out.printf("%s job stopped%n", name);
      return;
    }
    Path savepoint = cluster.stop(id, local.savepoints(), SAVEPOINT_PATIENCE);
    out.printf("%s job stopped; to continue: --from-savepoint %s%n", name, savepoint);
  }

  private static String accounts(
      LocalCluster cluster, JobID job, Map<String, Set<String>> operators) {
    return operators.entrySet().stream()
        .map(entry -> entry.getKey() + " " + Accounts.of(cluster.counts(job, entry.getValue())))
        .collect(Collectors.joining("; "));
  }
}
