// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/**
 * A group of metrics for each of some keys, with the key as label, which can be taken back.
 *
 * <p>Flink has no way to take back one gauge, but a group can be closed, and reporters then forget
 * what is in it; Flink does so itself with the groups of splits. The closed group stays in the map
 * of its parent, an empty shell that would be kept for every key there ever was: so the parent,
 * which holds these groups alone, is closed and made anew when it has as many closed ones as open
 * ones.
 */
final class KeyGroups {

  private static final int FEW = 64;

  private final MetricGroup operator;
  private final String label;
  private final BiConsumer<String, MetricGroup> register;
  private final Map<String, MetricGroup> open = new HashMap<>();
  private int closed;

  /**
   * No groups yet.
   *
   * @param label whose values are the keys
   * @param register puts the metrics of a key into its group
   */
  KeyGroups(MetricGroup operator, String label, BiConsumer<String, MetricGroup> register) {
    this.operator = operator;
    this.label = label;
    this.register = register;
  }

  /** Opens the group of a key, if it is not open. */
  void open(String key) {
    if (!open.containsKey(key)) {
      begin(key);
    }
  }

  private void begin(String key) {
    MetricGroup group = operator.addGroup(label, key);
    open.put(key, group);
    register.accept(key, group);
  }

  /** Takes back the metrics of a key, if its group is open. */
  void close(String key) {
    MetricGroup group = open.remove(key);
    if (group == null) {
      return;
    }
    close(group);
    closed++;
    if (closed >= FEW && closed >= open.size()) {
      beginAnew();
    }
  }

  private void beginAnew() {
    close(operator.addGroup(label)); // gives the one there is
    closed = 0;
    Map<String, MetricGroup> before = Map.copyOf(open);
    open.clear();
    before.keySet().forEach(this::begin);
  }

  private static void close(MetricGroup group) {
    if (group instanceof AbstractMetricGroup<?> closeable) {
      closeable.close();
    }
  }
}
