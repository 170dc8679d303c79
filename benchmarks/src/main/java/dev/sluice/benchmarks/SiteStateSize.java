// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.RecordSender;
import dev.sluice.benchmarks.workload.SiteWorkload;
import dev.sluice.benchmarks.workload.StoredBytes;
import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.local.EmbeddedBroker;
import dev.sluice.workbench.local.LocalCluster;
import dev.sluice.workbench.local.LocalConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Size of the checkpoint of a site of federations for each experiment, by samples of each, where
 * beliefs are shared and where statistics are. No round is open: nothing has been trained.
 */
@Command(name = "site-state", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class SiteStateSize implements Callable<Integer> {
  private static final Duration CHECKPOINTS = Duration.ofMillis(Workload.CHECKPOINT_MILLIS);

  @Option(names = "--experiments", defaultValue = "10", description = "Experiments of the site.")
  private int experiments;

  @Option(names = "--variables", defaultValue = "10", description = "Variables of each.")
  private int variables;

  @Option(
      names = "--samples",
      defaultValue = "100,1000,10000",
      split = ",",
      description = "Samples of each experiment, ascending.")
  private int[] samples;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SiteStateSize()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    measure("beliefs", SiteWorkload.beliefs(experiments, variables));
    measure("statistics", SiteWorkload.statistics(experiments, variables));
    return 0;
  }

  private void measure(String share, SiteWorkload workload) throws Exception {
    Path state = Files.createTempDirectory("sluice-benchmark-");
    try (EmbeddedBroker broker = EmbeddedBroker.start("broker", 0, null);
        LocalCluster cluster =
            LocalCluster.start(LocalConfiguration.of(1, 0, CHECKPOINTS, state))) {
      KafkaSettings kafka = KafkaSettings.of(broker.bootstrap());
      Topics.create(kafka, Arrays.asList(Topic.values()), 1);
      StreamExecutionEnvironment env = cluster.environment();
      workload.build(env, kafka);
      JobID job = cluster.submit(env, "site");
      send(kafka, sender -> sender.declare(workload, kafka.prefix()));
      int sent = 0;
      for (int each : samples) {
        int first = sent;
        sent = each * experiments;
        int end = sent;
        send(kafka, sender -> sender.send(workload, first, end, kafka.prefix()));
        long bytes = StoredBytes.of(checkpointOf(cluster, job, workload, sent, state));
        System.out.printf(
            "%s, %,d samples of %d variables: checkpoint %,d bytes, %,d for each of %d"
                + " experiments%n",
            share, each, variables, bytes, bytes / experiments, experiments);
      }
      cluster.cancel(job);
    }
  }

  private static void send(KafkaSettings kafka, Consumer<RecordSender> what) {
    try (RecordSender sender = new RecordSender(kafka.bootstrap())) {
      what.accept(sender);
    }
  }

  /** The checkpoint after the next one began when all was read. */
  private static Path checkpointOf(
      LocalCluster cluster, JobID job, SiteWorkload workload, long accepted, Path state)
      throws Exception {
    Set<String> join = Set.of(workload.endless());
    while (cluster.counts(job, join).getOrDefault("accepted", 0L) < accepted) {
      Thread.sleep(Workload.CHECKPOINT_MILLIS);
    }
    for (int later = 0; later < 2; later++) {
      Path last = StateSize.latest(state);
      while (StateSize.latest(state).equals(last)) {
        Thread.sleep(Workload.CHECKPOINT_MILLIS);
      }
    }
    return StateSize.latest(state);
  }
}
