// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.PosteriorWorkload;
import dev.sluice.benchmarks.workload.RecordSender;
import dev.sluice.benchmarks.workload.StoredBytes;
import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.local.EmbeddedBroker;
import dev.sluice.workbench.local.LocalCluster;
import dev.sluice.workbench.local.LocalConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What {@code --buckets} of the posterior job costs: bytes of a checkpoint, and processor time from
 * the first declaration until every sample counts, broker and posteriors included. And what they
 * are worth: how many subtasks' work one hot experiment is spread over.
 */
@Command(name = "buckets", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class BucketCosts implements Callable<Integer> {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(5);
  private static final int EXPERIMENTS_SPREAD = 1_000;

  /** Flink's own, up to a parallelism of 85. */
  private static final int MAX_PARALLELISM = 128;

  private static final Set<String> OPERATORS =
      Set.of("decode samples", "decode declarations", "declare", "observe");

  @Option(names = "--experiments", defaultValue = "5000", description = "Experiments.")
  private int experiments;

  @Option(names = "--variables", defaultValue = "5", description = "Of each, continuous.")
  private int variables;

  @Option(names = "--samples", defaultValue = "20", description = "Of each experiment.")
  private int samples;

  @Option(
      names = "--buckets",
      defaultValue = "8,32,64,128",
      split = ",",
      description = "Numbers of buckets, one run each.")
  private List<Integer> buckets;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BucketCosts()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    for (int each : buckets) {
      System.out.printf("%d buckets: one experiment keeps busy", each);
      for (int parallelism : List.of(2, 4, 8, 16, 32)) {
        System.out.printf(" %.1f of %d subtasks", busy(each, parallelism), parallelism);
      }
      System.out.println();
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start("broker", 0, null)) {
      KafkaSettings kafka = KafkaSettings.of(broker.bootstrap());
      Topics.create(kafka, Arrays.asList(Topic.values()), 1);
      Workload workload = PosteriorWorkload.gaussian(experiments, variables);
      try (RecordSender sender = new RecordSender(kafka.bootstrap())) {
        sender.declare(workload, kafka.prefix());
        sender.send(workload, 0, experiments * samples, kafka.prefix());
      }
      measure(kafka, buckets.get(0)); // classes are loaded, code compiled
      for (int each : buckets) {
        System.out.println(measure(kafka, each));
      }
    }
    return 0;
  }

  /** All buckets by those of the fullest subtask: the mean over many experiments. */
  private static double busy(int number, int parallelism) {
    double sum = 0;
    for (int e = 0; e < EXPERIMENTS_SPREAD; e++) {
      int[] load = new int[parallelism];
      for (int b = 0; b < number; b++) {
        load[
            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                Tuple2.of("e" + e, b), MAX_PARALLELISM, parallelism)]++;
      }
      sum += (double) number / Arrays.stream(load).max().orElseThrow();
    }
    return sum / EXPERIMENTS_SPREAD;
  }

  private String measure(KafkaSettings kafka, int number) throws Exception {
    Path state = Files.createTempDirectory("sluice-benchmark-");
    try (LocalCluster cluster =
        LocalCluster.start(LocalConfiguration.of(2, 0, CHECKPOINTS, state))) {
      StreamExecutionEnvironment env = cluster.environment();
      PosteriorJob.build(
          env,
          JobMain.settings(
              new PosteriorOptions(),
              kafka.bootstrap(),
              "--buckets=" + number,
              "--group=buckets-" + number,
              "--refresh-interval=1h"));
      double cpu = ThisProcess.cpuSeconds();
      JobID job = cluster.submit(env, "posterior");
      long all = (long) experiments * (samples + 1);
      while (cluster.counts(job, OPERATORS).getOrDefault("accepted", 0L) < all) {
        Thread.sleep(200);
      }
      double seconds = ThisProcess.cpuSeconds() - cpu;
      Path first = StateSize.latest(state);
      // The checkpoint after the next one began when all was read.
      for (Path next = first; next.equals(first); next = StateSize.latest(state)) {
        Thread.sleep(2 * CHECKPOINTS.toMillis());
      }
      long bytes = StoredBytes.of(StateSize.latest(state));
      return "%,d experiments, %,d samples each, %d buckets: checkpoint %,d bytes, %.1f s of processors"
          .formatted(experiments, samples, number, bytes, seconds);
    }
  }
}
