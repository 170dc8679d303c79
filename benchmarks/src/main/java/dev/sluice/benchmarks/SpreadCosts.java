// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.benchmarks.workload.PosteriorWorkload;
import dev.sluice.benchmarks.workload.RecordSender;
import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.local.EmbeddedBroker;
import dev.sluice.workbench.local.LocalCluster;
import dev.sluice.workbench.local.LocalConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What {@code --spread} of the posterior job is worth: seconds of a bounded job with one experiment
 * of three categories, whose scores are computed in as many slices as there are slots, and whether
 * the posterior is the same. A sampled posterior makes few steps, so that its scores are what takes
 * long. More slots than the machine has cores cannot be faster.
 */
@Command(name = "spread", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class SpreadCosts implements Callable<Integer> {

  @Option(
      names = "--variables",
      defaultValue = "16,40",
      split = ",",
      description = "Numbers of variables, one experiment each; exact up to 18.")
  private List<Integer> variables;

  @Option(names = "--samples", defaultValue = "5000", description = "Of each experiment.")
  private int samples;

  @Option(
      names = "--slots",
      defaultValue = "1,2,4",
      split = ",",
      description = "Slots, and slices, one run each.")
  private List<Integer> slots;

  @Option(names = "--steps", defaultValue = "1000", description = "Of each of two chains.")
  private long steps;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SpreadCosts()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    System.out.printf("%d cores%n", Runtime.getRuntime().availableProcessors());
    for (int each : variables) {
      try (EmbeddedBroker broker = EmbeddedBroker.start("broker", 0, null)) {
        KafkaSettings kafka = KafkaSettings.of(broker.bootstrap());
        Topics.create(kafka, Arrays.asList(Topic.values()), 1);
        PosteriorWorkload workload = PosteriorWorkload.categorical(1, each);
        try (RecordSender sender = new RecordSender(kafka.bootstrap())) {
          sender.declare(workload, kafka.prefix());
          sender.send(workload, 0, samples, kafka.prefix());
        }
        measure(workload, kafka, slots.get(0), "warm"); // classes are loaded, code compiled
        JsonNode first = null;
        for (int number : slots) {
          String seconds = measure(workload, kafka, number, "slots-" + number);
          JsonNode posterior = latest(kafka);
          first = first == null ? posterior : first;
          System.out.printf(
              "%d variables, %s, %d slots: %s, the same posterior as with %d: %s%n",
              each,
              posterior.get("method").asText(),
              number,
              seconds,
              slots.get(0),
              posterior.get("edges").equals(first.get("edges")));
        }
      }
    }
    return 0;
  }

  private String measure(Workload workload, KafkaSettings kafka, int number, String group)
      throws Exception {
    try (LocalCluster cluster =
        LocalCluster.start(LocalConfiguration.of(number, 0, Duration.ZERO, null))) {
      StreamExecutionEnvironment env = cluster.environment();
      workload.build(
          env,
          kafka,
          "--bounded",
          "--group=" + group,
          "--spread=" + number,
          "--chains=2",
          "--mcmc-steps=" + steps,
          "--refresh-interval=1h");
      double cpu = ThisProcess.cpuSeconds();
      double wall = cluster.await(cluster.submit(env, "posterior")).getNetRuntime() / 1000.0;
      return "%.1f s, %.1f s of processors".formatted(wall, ThisProcess.cpuSeconds() - cpu);
    }
  }

  /** The last snapshot of all. */
  private static JsonNode latest(KafkaSettings kafka) throws IOException {
    TopicPartition results = new TopicPartition(Topic.POSTERIOR_LATEST.name(kafka.prefix()), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(results));
      long end = consumer.endOffsets(List.of(results)).get(results);
      consumer.seek(results, end - 1);
      var records = consumer.poll(Duration.ofSeconds(10));
      return new ObjectMapper().readTree(records.iterator().next().value());
    }
  }
}
