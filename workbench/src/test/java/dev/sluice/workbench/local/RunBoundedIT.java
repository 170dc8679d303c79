// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.topics.OpenTransactions;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sluice run --bounded} says while it waits, and where it was of no use. */
final class RunBoundedIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  @Test
  void saysThatItWaitsForAnOpenTransactionAndThatNothingWasOfUse() throws Exception {
    String prefix = "open.";
    declare(prefix);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      for (byte[] wrong : List.of(sample("[1]"), sample("[1, 1e300]"), bytes("{"))) {
        producer
            .send(new ProducerRecord<>("open.samples", 1, bytes("w"), wrong))
            .get(60, TimeUnit.SECONDS);
      }
      producer.commitTransaction();
      producer.beginTransaction();
      producer
          .send(new ProducerRecord<>("open.samples", 2, bytes("w"), sample("[1, 2]")))
          .get(60, TimeUnit.SECONDS);
      assertThat(OpenTransactions.of(BROKER.settings(prefix), List.of(Topic.SAMPLES)))
          .containsExactly("open.samples, partition 2, from offset 0");

      StringWriter out = new StringWriter();
      CompletableFuture<Integer> run =
          CompletableFuture.supplyAsync(() -> Console.sluice(out, bounded(prefix)));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(out.toString())
                      .contains(
                          "posterior job: 4 read; waits for an open transaction of another program on"
                              + " open.samples, partition 2, from offset 0"));
      producer.abortTransaction();

      assertThat(run.get(60, TimeUnit.SECONDS)).isZero();
      assertThat(out.toString().lines())
          .last()
          .isEqualTo(
              "none of the samples could be used; 3 dead letters in open.dead-letters: 1 malformed,"
                  + " 1 value-out-of-range, 1 wrong-dimension");
    }
    assertThat(OpenTransactions.of(BROKER.settings(prefix), List.of(Topic.SAMPLES))).isEmpty();
  }

  private void declare(String prefix) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("w.json"),
            """
            {"experimentId": "w", "variables": [
              {"name": "A", "kind": "CONTINUOUS"}, {"name": "B", "kind": "CONTINUOUS"}]}
            """);
    assertThat(BROKER.sluiceOn(prefix, "declare", file).code()).isZero();
  }

  private static Object[] bounded(String prefix) {
    return new Object[] {
      "run",
      "posterior",
      "--bounded",
      "--parallelism=1",
      "--ui-port=0",
      "--topic-prefix=" + prefix,
      "--bootstrap=" + BROKER.bootstrap()
    };
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            BROKER.bootstrap(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "test"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static byte[] sample(String values) {
    return bytes("{\"experimentId\": \"w\", \"targets\": [], \"values\": " + values + "}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
