// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What the dashboard and Prometheus see of the latest snapshots of one subtask of a keyed operator:
 *
 * <ul>
 *   <li>how many keys there are;
 *   <li>for the busiest of them, by the samples of their snapshots, gauges with the key as label.
 *       They are taken back when the key ends or when another, clearly busier, takes its place;
 *   <li>for all others together the same numbers, summed, averaged or the largest of them, in the
 *       group {@code others};
 *   <li>{@code newestSampleMillis}, a histogram over the last {@value #WINDOW} snapshots with new
 *       samples: from the time of their newest sample to the moment when they go out.
 * </ul>
 *
 * <p>Operator state, under the name {@code shown}, so that all this but the histogram is there
 * again right after a restart. Belongs to the operator's thread, but for the gauges.
 *
 * @param <S> type of snapshots
 */
public final class SnapshotGauges<S> {

  /** Of how many of the last values histograms are. */
  static final int WINDOW = 1000;

  private final Numbers<S> numbers;
  private final int most;
  private final ListState<ShownKeys> state;
  private final Map<String, Shown> latest = new ConcurrentHashMap<>();
  private final Set<String> own = ConcurrentHashMap.newKeySet();
  private final KeyGroups groups;
  private final MetricGroup operator;
  private final Histogram newestSample;

  private SnapshotGauges(
      MetricGroup operator, Numbers<S> numbers, int most, ListState<ShownKeys> state) {
    this.operator = operator;
    this.numbers = numbers;
    this.most = most;
    this.state = state;
    groups = new KeyGroups(operator, numbers.kind(), this::register);
    newestSample = histogram("newestSampleMillis");
  }

  /**
   * Opens the gauges of a keyed operator, continuing from its last checkpoint if there is one. To
   * be called while its state is initialised.
   */
  public static <S> SnapshotGauges<S> open(
      RuntimeContext runtime, OperatorStateStore store, Gauged<S> gauged) throws Exception {
    ListState<ShownKeys> state =
        store.getUnionListState(
            new ListStateDescriptor<>("shown", TypeInformation.of(ShownKeys.class)));
    SnapshotGauges<S> gauges =
        new SnapshotGauges<>(
            runtime.getMetricGroup(), gauged.numbers().get(), gauged.most(), state);
    gauges.restore(new OwnKeys(runtime.getTaskInfo()));
    gauges.registerAll();
    return gauges;
  }

  private void restore(OwnKeys ofSubtask) throws Exception {
    for (ShownKeys before : state.get()) {
      before
          .keys()
          .forEach(
              (key, shown) -> {
                if (ofSubtask.test(key)) {
                  double[] values = before.numbers(key, numbers.names());
                  latest.put(
                      key, new Shown(shown.samples(), shown.asOf(), shown.traffic(), values));
                }
              });
    }
    latest.entrySet().stream()
        .sorted((a, b) -> Double.compare(rank(b.getValue()), rank(a.getValue())))
        .limit(most)
        .forEach(entry -> show(entry.getKey()));
  }

  private void registerAll() {
    operator.gauge(numbers.count(), latest::size);
    MetricGroup others = operator.addGroup("others");
    others.gauge(numbers.count(), () -> others().size());
    for (int n = 0; n < numbers.names().size(); n++) {
      int number = n;
      String name = numbers.names().get(n);
      others.gauge(name, () -> numbers.fold(number).of(values(others(), number)));
      if (numbers.totals()) {
        operator.gauge(
            name, () -> Numbers.Fold.SUM.of(values(List.copyOf(latest.values()), number)));
      }
    }
  }

  private List<Shown> others() {
    return latest.entrySet().stream()
        .filter(entry -> !own.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static double[] values(List<Shown> keys, int number) {
    return keys.stream().mapToDouble(shown -> shown.numbers()[number]).toArray();
  }

  private void register(String key, MetricGroup group) {
    for (int n = 0; n < numbers.names().size(); n++) {
      int number = n;
      group.gauge(
          numbers.names().get(n),
          () -> {
            Shown shown = latest.get(key);
            return shown == null ? Double.NaN : shown.numbers()[number];
          });
    }
  }

  /** A histogram of the operator, of its last {@value #WINDOW} values. */
  public Histogram histogram(String name) {
    return operator.histogram(name, new DescriptiveStatisticsHistogram(WINDOW));
  }

  /**
   * Shows a snapshot, with or without results.
   *
   * @param now milliseconds since 1970-01-01T00:00:00Z
   */
  public void show(String key, S snapshot, long now) {
    long samples = numbers.samples(snapshot);
    long asOf = numbers.asOf(snapshot);
    Shown before = latest.get(key);
    boolean anew = before == null || samples < before.samples();
    long further = anew ? samples : samples - before.samples();
    Traffic traffic =
        before == null ? Traffic.begin(further, now) : before.traffic().plus(further, now);
    if (further > 0 && asOf != Numbers.UNKNOWN) {
      newestSample.update(Math.max(0, now - asOf));
    }
    latest.put(key, new Shown(samples, asOf, traffic, numbers.values(snapshot)));
    if (!own.contains(key)) {
      makeRoom(traffic.rank());
      if (own.size() < most) {
        show(key);
      }
    }
  }

  /** Takes back the gauges of the least busy key if one of this rank is clearly busier. */
  private void makeRoom(double rank) {
    if (own.size() < most || most == 0) {
      return;
    }
    String least = null;
    double leastRank = Double.POSITIVE_INFINITY;
    for (String shown : own) {
      double other = rank(latest.get(shown));
      if (least == null || other < leastRank) {
        least = shown;
        leastRank = other;
      }
    }
    if (Traffic.displaces(rank, leastRank)) {
      hide(least);
    }
  }

  private static double rank(Shown shown) {
    return shown.traffic().rank();
  }

  private void show(String key) {
    own.add(key);
    groups.open(key);
  }

  private void hide(String key) {
    groups.close(key);
    own.remove(key);
  }

  /** Shows nothing more of a key; the busiest of the others takes its place. */
  public void ended(String key) {
    boolean hadOwn = own.contains(key);
    if (hadOwn) {
      hide(key);
    }
    latest.remove(key);
    if (hadOwn) {
      latest.entrySet().stream()
          .filter(entry -> !own.contains(entry.getKey()))
          .max((a, b) -> Double.compare(rank(a.getValue()), rank(b.getValue())))
          .ifPresent(entry -> show(entry.getKey()));
    }
  }

  /** Time of the newest sample in the latest snapshot of a key; another where nobody says. */
  public long asOf(String key, long otherwise) {
    Shown shown = latest.get(key);
    return shown == null || shown.asOf() == Numbers.UNKNOWN ? otherwise : shown.asOf();
  }

  /** The keys that have gauges of their own. */
  Set<String> own() {
    return new HashSet<>(own);
  }

  /** Stores what is shown. To be called when the operator's state is stored. */
  public void snapshot() throws Exception {
    state.update(List.of(new ShownKeys(List.copyOf(numbers.names()), Map.copyOf(latest))));
  }
}
