// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.AdaptationWorkload;
import dev.sluice.benchmarks.workload.CoordinatorWorkload;
import dev.sluice.benchmarks.workload.DiscoveryWorkload;
import dev.sluice.benchmarks.workload.EnhanceWorkload;
import dev.sluice.benchmarks.workload.LesionWorkload;
import dev.sluice.benchmarks.workload.MesaWorkload;
import dev.sluice.benchmarks.workload.PosteriorWorkload;
import dev.sluice.benchmarks.workload.RecordSender;
import dev.sluice.benchmarks.workload.SiteWorkload;
import dev.sluice.benchmarks.workload.SurveyWorkload;
import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.models.neural.MaskedNetwork;
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
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Records per second of a job beside one that only copies the same topic, alternately in one run:
 * on a noisy machine only their ratio means something. Broker, cluster and jobs share one JVM.
 */
@Command(name = "end-to-end", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class EndToEnd implements Callable<Integer> {

  private static final int POLL_MILLIS = 5;

  /** What can be measured. */
  private enum Job {
    POSTERIOR,
    ADAPTATION,
    ADAPTATION_NEURAL,
    DISCOVERY,
    SURVEY,
    SURVEY_WORDS,
    MESA,
    MESA_MORE,
    LESION,
    ENHANCE,
    COORDINATOR,
    SITE,
    SITE_STATISTICS
  }

  /**
   * How fast a job was.
   *
   * @param rate records per second
   * @param cpuSeconds of this process, broker included, which others on the machine disturb less
   */
  private record Speed(double rate, double cpuSeconds) {}

  @Option(names = "--job", defaultValue = "POSTERIOR", description = "${COMPLETION-CANDIDATES}.")
  private Job job;

  @Option(names = "--records", defaultValue = "2000000", description = "Records in the topic.")
  private int records;

  @Option(
      names = "--variables",
      defaultValue = "10",
      description =
          "Variables per sample; of mesa, entries per token; of lesion and enhance, voxels along"
              + " each axis.")
  private int variables;

  @Option(names = "--rounds", defaultValue = "5", description = "Runs of each job.")
  private int rounds;

  @Option(names = "--parallelism", defaultValue = "1", description = "Of both jobs.")
  private int parallelism;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new EndToEnd())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path state = Files.createTempDirectory("sluice-benchmark-");
    try (EmbeddedBroker broker = EmbeddedBroker.start("broker", 0, null);
        LocalCluster cluster =
            LocalCluster.start(LocalConfiguration.of(parallelism, 0, Duration.ZERO, state))) {
      KafkaSettings kafka = KafkaSettings.of(broker.bootstrap());
      Topics.create(kafka, Arrays.asList(Topic.values()), parallelism);
      Workload workload = workload();
      produce(workload, kafka);
      double[] copying = new double[rounds];
      double[] working = new double[rounds];
      for (int round = -1; round < rounds; round++) {
        Speed copied = copied(cluster, workload, kafka);
        long before = MaskedNetwork.nanosInNd4j();
        Speed worked = worked(cluster, workload, kafka);
        double nd4j = (MaskedNetwork.nanosInNd4j() - before) / 1e9 * worked.rate / records;
        if (round < 0) {
          continue; // a first round warms the JVM up
        }
        copying[round] = copied.rate;
        working[round] = worked.rate;
        System.out.printf(
            "round %d: pass-through %,.0f records/s (CPU %.1f s), %s %,.0f records/s (CPU %.1f s),"
                + " ratio %.2f%s%n",
            round + 1,
            copied.rate,
            copied.cpuSeconds,
            job,
            worked.rate,
            worked.cpuSeconds,
            worked.rate / copied.rate,
            nd4j == 0 ? "" : String.format(", %.0f %% of the time in ND4J", 100 * nd4j));
      }
      System.out.printf(
          "median of %d: pass-through %,.0f records/s, %s %,.0f records/s, ratio %.2f%n",
          rounds,
          median(copying),
          job,
          median(working),
          median(IntStream.range(0, rounds).mapToDouble(r -> working[r] / copying[r]).toArray()));
    }
    return 0;
  }

  private Workload workload() {
    return switch (job) {
      case POSTERIOR -> PosteriorWorkload.gaussian(1, variables);
      case ADAPTATION, ADAPTATION_NEURAL -> new AdaptationWorkload("categorical:3", 1, variables);
      case DISCOVERY -> DiscoveryWorkload.gaussian(1, variables);
      case SURVEY -> SurveyWorkload.low(false);
      case SURVEY_WORDS -> SurveyWorkload.low(true);
      case MESA -> new MesaWorkload(variables, false);
      case MESA_MORE -> new MesaWorkload(variables, true);
      case LESION -> new LesionWorkload(variables);
      case ENHANCE -> new EnhanceWorkload(variables);
      case COORDINATOR -> new CoordinatorWorkload(variables);
      case SITE -> SiteWorkload.beliefs(1, variables);
      case SITE_STATISTICS -> SiteWorkload.statistics(1, variables);
    };
  }

  private String[] options() {
    return switch (job) {
      case ADAPTATION_NEURAL -> new String[] {"--bounded", "--learners=neural", "--batch=32"};
      case MESA_MORE -> new String[] {"--bounded", "--learners=" + MesaWorkload.more(variables)};
      default -> new String[] {"--bounded"};
    };
  }

  @SuppressWarnings("try") // it is busy, not used
  private Speed copied(LocalCluster cluster, Workload workload, KafkaSettings kafka)
      throws Exception {
    try (BusyThread busy = new BusyThread(workload.trains())) {
      return measure(cluster, env -> PassThrough.build(env, workload.topic(), kafka));
    }
  }

  private Speed worked(LocalCluster cluster, Workload workload, KafkaSettings kafka)
      throws Exception {
    if (workload.endless() == null) {
      return measure(cluster, env -> workload.build(env, kafka, options()));
    }
    StreamExecutionEnvironment env = cluster.environment();
    workload.build(env, kafka);
    Set<String> operator = Set.of(workload.endless());
    double cpu = ThisProcess.cpuSeconds();
    long start = System.nanoTime();
    JobID running = cluster.submit(env, "benchmark");
    while (cluster.counts(running, operator).getOrDefault("accepted", 0L) < records) {
      Thread.sleep(POLL_MILLIS);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = ThisProcess.cpuSeconds() - cpu;
    cluster.cancel(running);
    return new Speed(records / seconds, cpuSeconds);
  }

  private Speed measure(LocalCluster cluster, Consumer<StreamExecutionEnvironment> build)
      throws Exception {
    StreamExecutionEnvironment env = cluster.environment();
    build.accept(env);
    double cpu = ThisProcess.cpuSeconds();
    long millis = cluster.await(cluster.submit(env, "benchmark")).getNetRuntime();
    return new Speed(records * 1000.0 / millis, ThisProcess.cpuSeconds() - cpu);
  }

  private void produce(Workload workload, KafkaSettings kafka) {
    try (RecordSender sender = new RecordSender(kafka.bootstrap())) {
      sender.declare(workload, kafka.prefix());
      sender.send(workload, 0, records, kafka.prefix());
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
