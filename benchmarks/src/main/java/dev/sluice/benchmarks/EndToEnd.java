// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.KafkaSources;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.Topics;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.EmbeddedBroker;
import dev.sluice.workbench.LocalCluster;
import dev.sluice.workbench.LocalConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Records per second of the posterior job beside a job that only copies the same topic, alternately
 * in one run: on a noisy machine only their ratio means something. Broker, cluster and jobs share
 * one JVM.
 */
@Command(name = "end-to-end", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class EndToEnd implements Callable<Integer> {

  @Option(names = "--records", defaultValue = "2000000", description = "Samples in the topic.")
  private int records;

  @Option(names = "--variables", defaultValue = "10", description = "Variables per sample.")
  private int variables;

  @Option(names = "--rounds", defaultValue = "5", description = "Runs of each job.")
  private int rounds;

  @Option(names = "--parallelism", defaultValue = "1", description = "Of both jobs.")
  private int parallelism;

  private final AtomicReference<Exception> refused = new AtomicReference<>();

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new EndToEnd()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path state = Files.createTempDirectory("sluice-benchmark-");
    try (EmbeddedBroker broker = EmbeddedBroker.start("broker", 0, null);
        LocalCluster cluster =
            LocalCluster.start(LocalConfiguration.of(parallelism, 0, Duration.ZERO, state))) {
      KafkaSettings kafka = KafkaSettings.of(broker.bootstrap());
      Topics.create(kafka, Arrays.asList(Topic.values()), parallelism);
      produce(kafka);
      if (refused.get() != null) {
        throw refused.get();
      }
      double[] copying = new double[rounds];
      double[] posterior = new double[rounds];
      for (int round = -1; round < rounds; round++) {
        double copied = measure(cluster, env -> copy(env, kafka));
        double observed = measure(cluster, env -> PosteriorJob.build(env, options(kafka).get()));
        if (round < 0) {
          continue; // a first round warms the JVM up
        }
        copying[round] = copied;
        posterior[round] = observed;
        System.out.printf(
            "round %d: pass-through %,.0f records/s, posterior %,.0f records/s, ratio %.2f%n",
            round + 1, copied, observed, observed / copied);
      }
      System.out.printf(
          "median of %d: pass-through %,.0f records/s, posterior %,.0f records/s, ratio %.2f%n",
          rounds,
          median(copying),
          median(posterior),
          median(IntStream.range(0, rounds).mapToDouble(r -> posterior[r] / copying[r]).toArray()));
    }
    return 0;
  }

  private double measure(LocalCluster cluster, Consumer<StreamExecutionEnvironment> build)
      throws Exception {
    StreamExecutionEnvironment env = cluster.environment();
    build.accept(env);
    long millis = cluster.await(cluster.submit(env, "benchmark")).getNetRuntime();
    return records * 1000.0 / millis;
  }

  private static void copy(StreamExecutionEnvironment env, KafkaSettings kafka) {
    KafkaSink<RawRecord> sink =
        KafkaSink.<RawRecord>builder()
            .setBootstrapServers(kafka.bootstrap())
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(new Copy(Topic.POSTERIOR_METRICS.name(kafka.prefix())))
            .build();
    env.fromSource(
            KafkaSources.of(kafka, Topic.SAMPLES, "copy", true),
            WatermarkStrategy.noWatermarks(),
            "samples",
            TypeInformation.of(RawRecord.class))
        .uid("source")
        .sinkTo(sink)
        .uid("sink");
  }

  private record Copy(String topic) implements KafkaRecordSerializationSchema<RawRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        RawRecord record, KafkaSinkContext context, Long timestamp) {
      return new ProducerRecord<>(topic, record.key(), record.value());
    }
  }

  private static PosteriorOptions options(KafkaSettings kafka) {
    PosteriorOptions options = new PosteriorOptions();
    new CommandLine(options).parseArgs("--bootstrap", kafka.bootstrap(), "--bounded");
    return options;
  }

  private void produce(KafkaSettings kafka) {
    StructuralCausalModel model = Experiments.linearGaussian(variables);
    Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrap());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      String declared =
          IntStream.range(0, variables)
              .mapToObj(v -> "{\"name\":\"v" + v + "\",\"kind\":\"CONTINUOUS\"}")
              .collect(Collectors.joining(","));
      send(
          producer,
          Topic.EXPERIMENTS.name(kafka.prefix()),
          "{\"experimentId\":\"e\",\"variables\":[" + declared + "]}");
      double[][] samples = Experiments.samples(model, 10_000);
      for (int i = 0; i < records; i++) {
        send(producer, Topic.SAMPLES.name(kafka.prefix()), sample(i, samples[i % samples.length]));
      }
    }
  }

  private String sample(int index, double[] values) {
    long targets = Experiments.targets(index % 10_000, variables);
    return "{\"experimentId\":\"e\",\"sampleId\":\""
        + index
        + "\",\"targets\":["
        + (targets == 0 ? "" : "\"v" + Long.numberOfTrailingZeros(targets) + "\"")
        + "],\"values\":["
        + Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(","))
        + "]}";
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback sees the failure
  private void send(KafkaProducer<byte[], byte[]> producer, String topic, String value) {
    byte[] key = "e".getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8)),
        (metadata, failure) -> {
          if (failure != null) {
            refused.compareAndSet(null, failure);
          }
        });
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
