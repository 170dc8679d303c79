// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;

/**
 * How far the keys of a subtask are behind that have samples which their latest snapshot does not
 * have: gauge {@value #METRIC}, the largest difference of the present time and that of the newest
 * sample in the latest snapshot; 0 where no key is behind. Producers say the times of samples:
 * where they tell history it is the age of that history.
 *
 * <p>Operator state, under the name {@code behind}. Belongs to the operator's thread, but for the
 * gauge.
 */
public final class Behind {

  /** Name of the gauge. */
  public static final String METRIC = "stalenessMillis";

  private final ListState<Map<String, Long>> state;
  private final Map<String, Long> asOf;

  private Behind(ListState<Map<String, Long>> state, Map<String, Long> asOf) {
    this.state = state;
    this.asOf = asOf;
  }

  /** Opens the state of a keyed operator. To be called while its state is initialised. */
  public static Behind open(RuntimeContext runtime, OperatorStateStore store) throws Exception {
    ListState<Map<String, Long>> state =
        store.getUnionListState(
            new ListStateDescriptor<>("behind", Types.MAP(Types.STRING, Types.LONG)));
    Map<String, Long> asOf = new ConcurrentHashMap<>();
    OwnKeys own = new OwnKeys(runtime.getTaskInfo());
    for (Map<String, Long> keys : state.get()) {
      keys.forEach(
          (key, time) -> {
            if (own.test(key)) {
              asOf.put(key, time);
            }
          });
    }
    Behind behind = new Behind(state, asOf);
    gauge(runtime.getMetricGroup(), asOf);
    return behind;
  }

  /** Registers the gauge over keys that are behind, each with the time of its latest snapshot. */
  public static void gauge(MetricGroup group, Map<String, Long> asOf) {
    group.gauge(METRIC, () -> millis(asOf, System.currentTimeMillis()));
  }

  /** The largest difference to the present time. */
  static long millis(Map<String, Long> asOf, long now) {
    return asOf.values().stream().mapToLong(time -> Math.max(0, now - time)).max().orElse(0);
  }

  /**
   * Whether a key is behind.
   *
   * @param behind if it has samples that its latest snapshot does not have
   * @param time of the newest sample in its latest snapshot, milliseconds since
   *     1970-01-01T00:00:00Z; the first that is told while it is behind counts
   */
  public void tell(String key, boolean behind, long time) {
    if (behind) {
      asOf.putIfAbsent(key, time);
    } else {
      asOf.remove(key);
    }
  }

  /** A key is not behind: its snapshot has all its samples, or it has ended. */
  public void caughtUp(String key) {
    asOf.remove(key);
  }

  /** Stores what is known. To be called when the operator's state is stored. */
  public void snapshot() throws Exception {
    state.update(List.of(Map.copyOf(asOf)));
  }
}
