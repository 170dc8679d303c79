// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records, and says when it is closed whether the broker has refused one. */
public final class RecordSender implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> refused = new AtomicReference<>();

  /** A sender to a broker. */
  public RecordSender(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends the declarations of a workload. */
  public void declare(Workload workload, String prefix) {
    workload.declarations(prefix).forEach(this::send);
    producer.flush();
  }

  /** Sends those records of a workload whose indexes are from {@code first} to before the end. */
  public void send(Workload workload, int first, int end, String prefix) {
    for (int i = first; i < end; i++) {
      send(workload.record(i, prefix));
    }
  }

  /** Sends a record. */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback sees the failure
  public void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (metadata, failure) -> {
          if (failure != null) {
            refused.compareAndSet(null, failure);
          }
        });
  }

  /**
   * Waits until all is sent.
   *
   * @throws IllegalStateException with the first refusal, if there was one
   */
  @Override
  public void close() {
    producer.close();
    if (refused.get() != null) {
      throw new IllegalStateException("a record was not taken", refused.get());
    }
  }
}
