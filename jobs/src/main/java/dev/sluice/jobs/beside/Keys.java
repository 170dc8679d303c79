// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import dev.sluice.jobs.gauges.Behind;
import dev.sluice.jobs.gauges.SnapshotGauges;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * The keys that are owed a snapshot and have no thread yet, longest waiting first, and what gauges
 * show of all keys. Belongs to the operator's thread.
 */
final class Keys<S> {

  private final SnapshotGauges<S> gauges;
  private final ProcessingTimeService clock;
  private final Histogram durations;
  private final Set<String> queue = new LinkedHashSet<>();

  /** Of keys that are owed a snapshot the time that their latest is of. */
  private final Map<String, Long> behind = new ConcurrentHashMap<>();

  /**
   * No keys.
   *
   * @param running keys that have a thread
   */
  Keys(
      MetricGroup group,
      SnapshotGauges<S> gauges,
      ProcessingTimeService clock,
      Map<String, ?> running) {
    this.gauges = gauges;
    this.clock = clock;
    durations = gauges.histogram("refreshMillis");
    Behind.gauge(group, behind);
    group.gauge("owedKeys", () -> queue.size() + running.size());
    group.gauge("runningKeys", running::size);
  }

  /** A key waits for a thread, behind all others unless it does already. */
  void add(String key) {
    queue.add(key);
    behind.putIfAbsent(key, gauges.asOf(key, clock.getCurrentProcessingTime()));
  }

  /** Whether any waits for a thread. */
  boolean areWaiting() {
    return !queue.isEmpty();
  }

  /** Takes the key that has waited longest. */
  String next() {
    Iterator<String> longestWaiting = queue.iterator();
    String key = longestWaiting.next();
    longestWaiting.remove();
    return key;
  }

  /** The computation of a key has come to its end, after so many milliseconds. */
  void computed(String key, double millis) {
    behind.remove(key);
    durations.update(Math.round(millis));
  }

  /** The computation of a key has failed. */
  void failed(String key) {
    behind.remove(key);
  }

  /** Shows a snapshot. */
  void show(String key, S snapshot) {
    gauges.show(key, snapshot, clock.getCurrentProcessingTime());
  }

  /** Forgets a key. */
  void ended(String key) {
    queue.remove(key);
    behind.remove(key);
    gauges.ended(key);
  }
}
