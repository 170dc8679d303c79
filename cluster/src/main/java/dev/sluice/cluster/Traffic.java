// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import dev.sluice.cluster.workload.Message;
import dev.sluice.cluster.workload.Message.Fate;
import dev.sluice.cluster.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends numbered records to all jobs at an even pace, whatever dies meanwhile: the producer is
 * idempotent and tries for as long as a broker may be away. Of each job it keeps account of what
 * was sent.
 */
final class Traffic implements AutoCloseable {
  private static final int DELIVERY_MILLIS = 300_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<Workload, String> prefixes;
  private final Map<Workload, Map<Fate, Long>> sent = new HashMap<>();
  private final CompletableFuture<Long> end = new CompletableFuture<>();
  private final List<Future<RecordMetadata>> underway = new ArrayList<>();
  private volatile boolean ending;

  private Traffic(String bootstrap, Map<Workload, String> prefixes) {
    this.prefixes = prefixes;
    ByteArraySerializer bytes = new ByteArraySerializer();
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "linger.ms", 5,
                "request.timeout.ms", 5_000,
                "max.block.ms", DELIVERY_MILLIS,
                "delivery.timeout.ms", DELIVERY_MILLIS),
            bytes,
            bytes);
    prefixes.keySet().forEach(workload -> sent.put(workload, new EnumMap<>(Fate.class)));
  }

  /**
   * Sends the declarations.
   *
   * @param prefixes of the topics of each job
   */
  static Traffic declare(String bootstrap, Map<Workload, String> prefixes)
      throws ExecutionException, InterruptedException {
    Traffic traffic = new Traffic(bootstrap, prefixes);
    for (Workload workload : prefixes.keySet()) {
      traffic.send(workload, workload.declarations());
    }
    traffic.settle();
    return traffic;
  }

  /** Starts to send steps on a thread of its own. */
  void start(int stepsPerSecond) {
    Thread thread = new Thread(() -> run(stepsPerSecond), "traffic");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(int stepsPerSecond) {
    try {
      long begin = System.nanoTime();
      long step = 0;
      while (!ending || step % Workload.ROUND != 0) {
        for (Workload workload : prefixes.keySet()) {
          send(workload, workload.step(step));
        }
        step++;
        if (step % Workload.ROUND == 0) {
          settle();
        }
        long due = begin + step * Duration.ofSeconds(1).toNanos() / stepsPerSecond;
        LockSupport.parkNanos(due - System.nanoTime());
      }
      end.complete(step);
    } catch (Throwable e) {
      end.completeExceptionally(e);
    }
  }

  /**
   * Ends the round that has begun, and waits until the broker has everything.
   *
   * @return how many steps were sent
   */
  long finish() throws ExecutionException, InterruptedException {
    ending = true;
    return end.get();
  }

  /** How many records of a fate a job was sent, declarations included. */
  long sent(Workload workload, Fate fate) {
    return sent.get(workload).getOrDefault(fate, 0L);
  }

  private void send(Workload workload, List<Message> messages) {
    for (Message message : messages) {
      underway.add(
          producer.send(
              new ProducerRecord<>(
                  message.topic().name(prefixes.get(workload)),
                  message.key().getBytes(StandardCharsets.UTF_8),
                  message.value().getBytes(StandardCharsets.UTF_8))));
      sent.get(workload).merge(message.fate(), 1L, Long::sum);
    }
  }

  private void settle() throws ExecutionException, InterruptedException {
    for (Future<RecordMetadata> future : underway) {
      future.get();
    }
    underway.clear();
  }

  @Override
  public void close() {
    ending = true;
    producer.close(Duration.ofSeconds(5));
  }
}
