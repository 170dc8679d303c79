// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.benchmarks.workload.RecordSender;
import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topics of a workload, which it fills as far as is asked for; deleted in the end. */
final class GrowthTopic implements AutoCloseable {
  private static final int STEP = 200_000;

  private final Workload workload;
  private final KafkaSettings kafka;
  private final int partitions;
  private final OwnTopics topics;
  private boolean spread;
  private int filled;

  GrowthTopic(Workload workload, KafkaSettings kafka, int partitions) {
    this.workload = workload;
    this.kafka = kafka;
    this.partitions = partitions;
    topics = new OwnTopics(kafka, partitions);
    try (RecordSender sender = new RecordSender(kafka.bootstrap())) {
      sender.declare(workload, kafka.prefix());
    }
  }

  Workload workload() {
    return workload;
  }

  int partitions() {
    return partitions;
  }

  KafkaSettings kafka() {
    return kafka;
  }

  /** From now on records take the partitions in turn, whatever their keys. */
  void spread() {
    spread = true;
  }

  private ProducerRecord<byte[], byte[]> at(int index) {
    ProducerRecord<byte[], byte[]> record = workload.record(index, kafka.prefix());
    return spread
        ? new ProducerRecord<>(record.topic(), index % partitions, record.key(), record.value())
        : record;
  }

  /** Sends what is missing to so many records. */
  void fill(int records) {
    while (filled < records) {
      int end = Math.min(records, filled + STEP);
      try (RecordSender sender = new RecordSender(kafka.bootstrap())) {
        for (int i = filled; i < end; i++) {
          sender.send(at(i));
        }
      }
      filled = end;
      if (filled > 1) {
        System.out.printf("  %,d of %,d records sent%n", filled, records);
      }
    }
  }

  @Override
  public void close() {
    topics.close();
  }
}
