// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import dev.sluice.connectors.wire.Decoder;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaIT {
  private static final MapFunction<Keyed<Sample>, Keyed<Sample>> UNCHANGED = keyed -> keyed;

  @RegisterExtension private static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @ParameterizedTest
  @EnumSource
  void whatCanBeReadIsWrittenAndTheRestIsADeadLetter(Delivery delivery) throws Exception {
    KafkaSettings settings = settings("mixed-" + delivery + ".", delivery);
    CopyJob job = new CopyJob(settings, UNCHANGED);
    String samples = Topic.SAMPLES.name(settings.prefix());
    byte[] key = {1, 2, 3};
    byte[] megabyte = new byte[1_000_000];
    new Random(1).nextBytes(megabyte);
    BROKER.send(samples, "m".getBytes(UTF_8), json(sample(1)));
    BROKER.send(samples, key, "garbage".getBytes(UTF_8));
    BROKER.send(samples, key, megabyte);
    BROKER.send(samples, key, null);
    BROKER.send(samples, null, json(sample(2)));

    job.runToTheEnd();

    // The broker marks committed records as such after it has said so.
    await()
        .atMost(ONE_MINUTE)
        .untilAsserted(
            () ->
                assertThat(copies(settings))
                    .containsOnly(Map.entry("1", 1), Map.entry("2", 1), Map.entry("tombstone", 1)));
    await().atMost(ONE_MINUTE).until(() -> letters(settings).size() >= 2);
    List<ConsumerRecord<byte[], byte[]>> letters = letters(settings);
    assertThat(letters)
        .extracting(ConsumerRecord::value)
        .containsExactlyInAnyOrder("garbage".getBytes(UTF_8), megabyte);
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      boolean large = letter.value().length == megabyte.length;
      assertThat(header(letter, "sluice.reason")).isEqualTo(large ? "too-large" : "malformed");
      assertThat(letter.key())
          .asString(UTF_8)
          .isEqualTo(
              "%s/%s/%s"
                  .formatted(
                      samples,
                      header(letter, "sluice.source.partition"),
                      header(letter, "sluice.source.offset")));
      assertThat(letter.headers().lastHeader("sluice.source.key").value()).isEqualTo(key);
    }
  }

  @Test
  void aLargeRecordInASmallBatchIsADeadLetterByteForByte() throws Exception {
    KafkaSettings settings = settings("compressed.", Delivery.AT_LEAST_ONCE);
    CopyJob job = new CopyJob(settings, UNCHANGED);
    byte[] zeros = new byte[5_000_000];
    try (KafkaProducer<byte[], byte[]> producer =
        BROKER.producer(Map.of("compression.type", "zstd", "max.request.size", 10_000_000))) {
      producer.send(new ProducerRecord<>(Topic.SAMPLES.name(settings.prefix()), zeros)).get();
    }

    job.runToTheEnd();

    assertThat(letters(settings)).extracting(ConsumerRecord::value).containsExactly(zeros);
  }

  @Test
  void abortedRecordsAreNotReadAndTransactionsDoNotHoldUpTheEnd() throws Exception {
    KafkaSettings settings = settings("transactions.", Delivery.EXACTLY_ONCE);
    CopyJob job = new CopyJob(settings, UNCHANGED);
    String samples = Topic.SAMPLES.name(settings.prefix());
    try (KafkaProducer<byte[], byte[]> producer =
        BROKER.producer(Map.of("transactional.id", "laboratory"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(samples, json(sample(1)))).get();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(samples, json(sample(2)))).get();
      producer.abortTransaction();
    }

    job.runToTheEnd();

    await()
        .atMost(ONE_MINUTE)
        .untilAsserted(() -> assertThat(copies(settings)).containsOnly(Map.entry("1", 1)));
  }

  @Test
  void aSecondBoundedRunReadsTheSameAgain() throws Exception {
    KafkaSettings settings = settings("twice.", Delivery.AT_LEAST_ONCE);
    CopyJob job = new CopyJob(settings, UNCHANGED);
    BROKER.send(Topic.SAMPLES.name(settings.prefix()), null, json(sample(1)));

    job.runToTheEnd();
    job.runToTheEnd();

    assertThat(copies(settings)).containsOnly(Map.entry("1", 2));
  }

  @Test
  void exactlyOnceHoldsThroughAFailure() throws Exception {
    KafkaSettings settings = settings("failing.", Delivery.EXACTLY_ONCE);
    CopyJob job = new CopyJob(settings, new FailOnce());
    JobClient running = job.start();
    try {
      send(settings, 1, 100);
      await()
          .atMost(ONE_MINUTE)
          .untilAsserted(() -> assertThat(copies(settings)).hasSize(100)); // so committed
      send(settings, 101, 200); // the first of these meets the failure
      await().atMost(ONE_MINUTE).untilAsserted(() -> assertThat(copies(settings)).hasSize(200));
    } finally {
      running.cancel().get();
    }

    assertThat(FailOnce.FAILED).isTrue();
    assertThat(copies(settings).values()).containsOnly(1);
  }

  private static void send(KafkaSettings settings, int from, int to) {
    String samples = Topic.SAMPLES.name(settings.prefix());
    BROKER.send(
        IntStream.rangeClosed(from, to)
            .mapToObj(id -> new ProducerRecord<byte[], byte[]>(samples, json(sample(id))))
            .toList());
  }

  /** Fails at the first sample above 100, once in all attempts. */
  private static final class FailOnce implements MapFunction<Keyed<Sample>, Keyed<Sample>> {
    static final AtomicBoolean FAILED = new AtomicBoolean();
    private static final long serialVersionUID = 1L;

    @Override
    public Keyed<Sample> map(Keyed<Sample> keyed) {
      if (Integer.parseInt(keyed.record().getSampleId()) > 100
          && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("fails once, for the test");
      }
      return keyed;
    }
  }

  private static KafkaSettings settings(String prefix, Delivery delivery) {
    return new KafkaSettings(
        BROKER.bootstrap(), prefix, delivery, WireFormat.JSON, null, 100_000, Map.of());
  }

  private static Sample sample(int id) {
    return new Sample(
        "marks",
        String.valueOf(id),
        0L,
        List.of(),
        InterventionKind.PERFECT,
        List.of(id / 3.0),
        null,
        null,
        null);
  }

  private static byte[] json(Sample sample) {
    return KafkaSettings.of("unused:1").encoder(Sample.class, "unused").encode(sample);
  }

  /** How often each sample was copied, by its id. */
  private static Map<String, Integer> copies(KafkaSettings settings) {
    Decoder<Sample> decoder = settings.decoder(Sample.class);
    Map<String, Integer> copies = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> copy :
        BROKER.records(CopyJob.OUTPUT.name(settings.prefix()))) {
      String id =
          copy.value() == null ? "tombstone" : decoder.decode(copy.value()).record().getSampleId();
      copies.merge(id, 1, Integer::sum);
    }
    return copies;
  }

  private static List<ConsumerRecord<byte[], byte[]>> letters(KafkaSettings settings) {
    return BROKER.records(Topic.DEAD_LETTERS.name(settings.prefix()));
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
