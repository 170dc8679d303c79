// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.StoredBytes;
import dev.sluice.benchmarks.workload.SurveyWorkload;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.survey.SurveyOptions;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.local.EmbeddedBroker;
import dev.sluice.workbench.local.LocalCluster;
import dev.sluice.workbench.local.LocalConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Size of the survey job's checkpoint for each model and scenario, at the scale of the paper: both
 * sets of scenarios, five and ten answers to each form.
 */
@Command(name = "state-size", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class StateSize implements Callable<Integer> {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(5);
  private static final Set<String> OPERATORS =
      Set.of("decode scenarios", "decode responses", "declare", "observe answers");

  @Option(names = "--models", defaultValue = "28", description = "Models that answer.")
  private int models;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StateSize()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path state = Files.createTempDirectory("sluice-benchmark-");
    List<SurveyWorkload> sets =
        List.of(new SurveyWorkload(0, 687, 5, false), new SurveyWorkload(0, 680, 10, false));
    try (EmbeddedBroker broker = EmbeddedBroker.start("broker", 0, null);
        LocalCluster cluster =
            LocalCluster.start(LocalConfiguration.of(1, 0, CHECKPOINTS, state))) {
      KafkaSettings kafka = KafkaSettings.of(broker.bootstrap());
      Topics.create(kafka, Arrays.asList(Topic.values()), 1);
      StreamExecutionEnvironment env = cluster.environment();
      SurveyJob.build(env, JobMain.settings(new SurveyOptions(), kafka.bootstrap()));
      JobID job = cluster.submit(env, "survey");
      long sent = produce(sets, kafka);
      while (cluster.counts(job, OPERATORS).getOrDefault("accepted", 0L) < sent) {
        Thread.sleep(CHECKPOINTS.toMillis());
      }
      Path first = latest(state);
      // The checkpoint after the next one began when all was read, and all changes were passed on.
      for (Path next = first; next.equals(first); next = latest(state)) {
        Thread.sleep(2 * CHECKPOINTS.toMillis());
      }
      long keys = (long) models * sets.stream().mapToInt(SurveyWorkload::scenarios).sum();
      long bytes = StoredBytes.of(latest(state));
      System.out.printf(
          "%,d answers, %,d (model, scenario), checkpoint %,d bytes: %,d bytes each%n",
          sent, keys, bytes, bytes / keys);
    }
    return 0;
  }

  private long produce(List<SurveyWorkload> sets, KafkaSettings kafka) {
    long sent = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (SurveyWorkload set : sets) {
        for (ProducerRecord<byte[], byte[]> record : set.declarations(kafka.prefix())) {
          sent += send(producer, record);
        }
        for (int i = 0; i < models * set.answersOfAModel(); i++) {
          sent += send(producer, set.record(i, kafka.prefix()));
        }
      }
    }
    return sent;
  }

  private static int send(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> unused = producer.send(record); // the job counts what arrives
    return 1;
  }

  /** The folder of the last complete checkpoint. */
  static Path latest(Path state) throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .max((a, b) -> Long.compare(number(a), number(b)))
          .orElse(state);
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }
}
