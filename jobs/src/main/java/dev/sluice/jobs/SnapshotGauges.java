// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the dashboard and Prometheus see of the latest snapshots of one subtask: for the first
 * {@value #MOST_KEYS} keys, gauges in a group of the key's own, such as {@code experiment.<id>}.
 * Flink cannot take a gauge back, so those of a key that has ended show NaN.
 *
 * @param <S> type of snapshots
 */
public final class SnapshotGauges<S> {

  private static final int MOST_KEYS = 1000;

  private final MetricGroup group;
  private final String kind;
  private final Map<String, ToDoubleFunction<S>> numbers;
  private final Map<String, S> latest = new ConcurrentHashMap<>();
  private final Set<String> withGauges = new HashSet<>();

  /**
   * Gauges that show nothing yet.
   *
   * @param kind what a key is of, the name of its group
   * @param numbers by the names of their gauges; NaN where unknown
   */
  public SnapshotGauges(MetricGroup group, String kind, Map<String, ToDoubleFunction<S>> numbers) {
    this.group = group;
    this.kind = kind;
    this.numbers = numbers;
  }

  /** A number as gauges show it: NaN where it is null. */
  public static <S> ToDoubleFunction<S> orNaN(Function<S, ? extends Number> number) {
    return snapshot -> {
      Number value = number.apply(snapshot);
      return value == null ? Double.NaN : value.doubleValue();
    };
  }

  /** Registers a gauge of how many live keys there are. */
  public void count(String name) {
    group.gauge(name, latest::size);
  }

  /**
   * Registers a gauge of the sum of a number over the latest snapshots of live keys, where it is
   * known.
   */
  public void total(String name, ToDoubleFunction<S> number) {
    group.gauge(
        name,
        () -> latest.values().stream().mapToDouble(number).filter(n -> !Double.isNaN(n)).sum());
  }

  /** Shows a snapshot. */
  public void show(String key, S snapshot) {
    latest.put(key, snapshot);
    if (withGauges.size() < MOST_KEYS && withGauges.add(key)) {
      MetricGroup own = group.addGroup(kind, key);
      numbers.forEach((name, number) -> gauge(own, key, name, number));
    }
  }

  /** Shows nothing more of a key. */
  public void ended(String key) {
    latest.remove(key);
  }

  private void gauge(MetricGroup own, String key, String name, ToDoubleFunction<S> number) {
    own.gauge(
        name,
        () -> {
          S snapshot = latest.get(key);
          return snapshot == null ? Double.NaN : number.applyAsDouble(snapshot);
        });
  }
}
