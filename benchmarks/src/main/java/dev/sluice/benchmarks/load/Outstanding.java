// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records that no snapshot has shown yet, by key and in order; safe for one thread that sends and
 * one that reads.
 */
final class Outstanding {
  private final Map<String, Queue<Sent>> byKey = new ConcurrentHashMap<>();
  private final Latencies latencies = new Latencies();

  private record Sent(long mark, long millis) {}

  /** A record is being sent; marks of a key grow. */
  void sent(String key, long mark, long millis) {
    Queue<Sent> queue = byKey.computeIfAbsent(key, unused -> new ArrayDeque<>());
    synchronized (queue) {
      queue.add(new Sent(mark, millis));
    }
  }

  /** A snapshot that contains all records of its key up to a mark has been read. */
  void shown(String key, long mark, long millis) {
    Queue<Sent> queue = byKey.get(key);
    if (queue == null) {
      return; // of a key of which nothing was sent
    }
    synchronized (queue) {
      while (!queue.isEmpty() && queue.peek().mark <= mark) {
        latencies.add(millis - queue.remove().millis);
      }
    }
  }

  /** How many there are. */
  long count() {
    long count = 0;
    for (Queue<Sent> queue : byKey.values()) {
      synchronized (queue) {
        count += queue.size();
      }
    }
    return count;
  }

  /** From sending to the first snapshot, of those shown. */
  Latencies latencies() {
    return latencies;
  }
}
