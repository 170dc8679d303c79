// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.benchmarks.workload.RecordSender;
import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A thread that sends records of a workload at a rate, with one poisoned record, of each kind in
 * turn, to so many good ones. What it is late by, it does not make up for beyond a second.
 */
final class PacedProducer implements AutoCloseable {
  private static final int GOOD_TO_A_POISONED = 99;
  private static final List<Poison> KINDS = List.of(Poison.values());
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double MOST_LATE_SECONDS = 1;

  private final Workload workload;
  private final KafkaSettings kafka;
  private final Outstanding outstanding;
  private final RecordSender sender;
  private final Map<Poison, Long> poisoned = new ConcurrentHashMap<>();
  private final OwnThread thread;
  private volatile double rate;
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean closed;
  private int good;

  /**
   * A producer at rate 0.
   *
   * @param outstanding is told of the good records before they are sent
   */
  PacedProducer(Workload workload, KafkaSettings kafka, Outstanding outstanding) {
    this.workload = workload;
    this.kafka = kafka;
    this.outstanding = outstanding;
    this.sender = new RecordSender(kafka.bootstrap());
    sender.declare(workload, kafka.prefix());
    thread = new OwnThread("producer", this::work);
  }

  /** Sets how many records a second are sent, poisoned ones included. */
  void rate(double perSecond) {
    rate = perSecond;
  }

  /** Records sent, poisoned ones included. */
  long sent() {
    thread.requireHealthy();
    return sent.get();
  }

  /** Poisoned records sent, by what is wrong with them; exact when closed. */
  Map<Poison, Long> poisoned() {
    return poisoned;
  }

  private void work() {
    double due = 0;
    long before = System.nanoTime();
    while (!closed) {
      long now = System.nanoTime();
      double perSecond = rate;
      due = Math.min(due + (now - before) / 1e9 * perSecond, perSecond * MOST_LATE_SECONDS);
      before = now;
      for (; due >= 1 && !closed; due--) {
        send();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void send() {
    ProducerRecord<byte[], byte[]> record = workload.record(good, kafka.prefix());
    outstanding.sent(workload.keyOf(good), workload.markOf(good), System.currentTimeMillis());
    sender.send(record);
    good++;
    sent.incrementAndGet();
    if (good % GOOD_TO_A_POISONED == 0) {
      Poison poison = KINDS.get(good / GOOD_TO_A_POISONED % KINDS.size());
      sender.send(poison.of(record));
      poisoned.merge(poison, 1L, Long::sum);
      sent.incrementAndGet();
    }
  }

  /** Ends the thread and waits until all is at the broker. */
  @Override
  @SuppressWarnings("try") // the sender is closed whatever the thread says
  public void close() {
    closed = true;
    try (RecordSender sending = sender) {
      thread.close();
    }
  }
}
