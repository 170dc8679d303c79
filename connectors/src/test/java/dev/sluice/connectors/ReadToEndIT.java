// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import dev.sluice.schemas.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadToEndIT {
  @RegisterExtension private static final TestBroker BROKER = TestBroker.shared();

  private KafkaSettings settings;
  private String topic;
  private OneInputStreamOperatorTestHarness<RawRecord, RawRecord> harness;

  @BeforeEach
  void name(TestInfo test) {
    KafkaSettings base = KafkaSettings.of(BROKER.bootstrap());
    String prefix = test.getTestMethod().orElseThrow().getName() + ".";
    settings =
        new KafkaSettings(
            base.bootstrap(),
            prefix,
            base.delivery(),
            base.format(),
            base.registry(),
            base.maxRecordBytes(),
            Map.of());
    topic = Topic.EXPERIMENTS.name(prefix);
  }

  @AfterEach
  void close() throws Exception {
    if (harness != null) {
      harness.close();
    }
  }

  private void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new ReadToEnd(settings, Topic.EXPERIMENTS));
    harness.open();
  }

  private void restore(OperatorSubtaskState state, long checkpoint) throws Exception {
    harness.close();
    harness = new OneInputStreamOperatorTestHarness<>(new ReadToEnd(settings, Topic.EXPERIMENTS));
    harness.setRestoredCheckpointId(checkpoint);
    harness.initializeState(state);
    harness.open();
  }

  private void send(int partition) {
    BROKER.send(List.of(new ProducerRecord<>(topic, partition, null, "x".getBytes(UTF_8))));
  }

  /** Deletes what is before an offset. */
  private void delete(long before) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrap()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }

  private void read(int partition, long offset) throws Exception {
    harness.processElement(new RawRecord(topic, partition, offset, 0, null, null), 0);
  }

  private boolean told() {
    return harness.getOutput().stream().anyMatch(Watermark.class::isInstance);
  }

  private boolean toldBy(long time) throws Exception {
    harness.setProcessingTime(time);
    return told();
  }

  private void awaitTold() {
    await()
        .atMost(ONE_MINUTE)
        .until(() -> toldBy(harness.getProcessingTime() + 50), Boolean::booleanValue);
  }

  /** Waits until the broker has answered and the operator has looked; it must not have told. */
  private void awaitNotTold(Map<Integer, Long> passed, Map<Integer, Long> end) throws Exception {
    try (TopicEnd answered = TopicEnd.ask(settings, Topic.EXPERIMENTS)) {
      await().atMost(ONE_MINUTE).until(() -> answered.reached(end));
      assertThat(answered.reached(passed)).isFalse();
    }
    assertThat(toldBy(harness.getProcessingTime() + 50)).isFalse();
  }

  @Test
  void anEmptyTopicHasBeenReadAtOnce() throws Exception {
    BROKER.create(topic, 2);
    open();
    awaitTold();
    assertThat(harness.getOutput()).containsExactly(new Watermark(0));
    assertThat(toldBy(harness.getProcessingTime() + 1_000)).isTrue();
    assertThat(harness.getOutput()).hasSize(1);
  }

  @Test
  void everyPartitionIsReadToItsLastRecord() throws Exception {
    BROKER.create(topic, 3);
    send(0);
    send(1);
    send(1);
    open();
    read(1, 0);
    read(0, 0);
    awaitNotTold(Map.of(0, 0L, 1, 0L), Map.of(0, 0L, 1, 1L));
    read(1, 1);
    awaitTold();
    assertThat(harness.extractOutputValues())
        .extracting(RawRecord::coordinates)
        .containsExactly(topic + "/1/0", topic + "/0/0", topic + "/1/1");
    assertThat(harness.getOutput()).last().isEqualTo(new Watermark(0));
  }

  @Test
  void whatIsWrittenAfterTheStartIsNotAwaited() throws Exception {
    BROKER.create(topic);
    send(0);
    try (TopicEnd end = TopicEnd.ask(settings, Topic.EXPERIMENTS)) {
      await().atMost(ONE_MINUTE).until(() -> end.reached(Map.of(0, 0L)));
      assertThat(end.reached(Map.of())).isFalse();
      send(0);
      delete(1);
      await().atMost(ONE_MINUTE).until(() -> end.reached(Map.of()));
    }
  }

  @Test
  void marksOfTransactionsAndAbortedRecordsAreNotAwaited() throws Exception {
    BROKER.create(topic);
    try (KafkaProducer<byte[], byte[]> producer =
        BROKER.producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "x".getBytes(UTF_8))).get();
      producer.commitTransaction();
      producer.beginTransaction();
      for (int i = 0; i < 100; i++) {
        producer.send(new ProducerRecord<>(topic, "x".getBytes(UTF_8))).get();
      }
      producer.abortTransaction();
    }
    open();
    awaitNotTold(Map.of(), Map.of(0, 0L));
    read(0, 0);
    awaitTold();
  }

  @Test
  void aLastRecordThatVanishesIsNotAwaited() throws Exception {
    BROKER.create(topic);
    send(0);
    send(0);
    try (TopicEnd end = TopicEnd.ask(settings, Topic.EXPERIMENTS)) {
      await().atMost(ONE_MINUTE).until(() -> end.reached(Map.of(0, 1L)));
      assertThat(end.reached(Map.of(0, 0L))).isFalse();
      delete(2);
      await().atMost(ONE_MINUTE).until(() -> end.reached(Map.of()));
    }
  }

  @Test
  void aRestoredReaderKnowsWhatItHasRead() throws Exception {
    BROKER.create(topic);
    send(0);
    open();
    read(0, 0);
    OperatorSubtaskState state = harness.snapshot(5, 0);
    restore(state, 5);
    awaitTold();
    assertThat(harness.getOutput()).containsExactly(new Watermark(5));

    send(0);
    restore(state, 8);
    awaitNotTold(Map.of(0, 0L), Map.of(0, 1L));
    read(0, 1);
    awaitTold();
    assertThat(harness.getOutput()).last().isEqualTo(new Watermark(8));
  }

  @Test
  void theBrokerIsAskedUntilItAnswers() throws Exception {
    open();
    assertThat(toldBy(1_000)).isFalse();
    BROKER.create(topic);
    awaitTold();
  }

  @Test
  void withoutABrokerNothingIsTold() throws Exception {
    settings = KafkaSettings.of("localhost:1");
    open();
    Map<Integer, Long> everything = new HashMap<>();
    everything.put(0, Long.MAX_VALUE);
    try (TopicEnd end = TopicEnd.ask(settings, Topic.EXPERIMENTS)) {
      assertThat(end.reached(everything)).isFalse();
    }
    assertThat(toldBy(1_000)).isFalse();
  }
}
