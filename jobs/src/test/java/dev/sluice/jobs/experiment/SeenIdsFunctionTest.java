// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // close() of a harness may be interrupted
class SeenIdsFunctionTest {

  /** Passes on the ids that are new; says how many are in state. */
  private static final class New extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    private final int window;
    private transient SeenIds seen;
    private transient MapState<String, Long> ids;
    private transient MapState<Long, String> places;

    New(int window) {
      this.window = window;
    }

    @Override
    public void open(OpenContext context) {
      seen = new SeenIds(getRuntimeContext(), window);
      ids =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("place-of-id", Types.STRING, Types.LONG));
      places =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("id-at-place", Types.LONG, Types.STRING));
    }

    @Override
    public void processElement(String id, Context context, Collector<String> out) throws Exception {
      if (id.equals("count")) {
        Set<String> kept = new TreeSet<>();
        ids.keys().forEach(kept::add);
        Set<String> placed = new TreeSet<>();
        places.values().forEach(placed::add);
        assertThat(kept).isEqualTo(placed);
        out.collect(String.valueOf(kept.size()));
      } else if (id.equals("end")) {
        seen.clear();
      } else if (seen.add(id)) {
        out.collect(id);
      }
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness(
      int window, OperatorSubtaskState state) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, String, String> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new New(window)), id -> "key", Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static List<String> send(
      KeyedOneInputStreamOperatorTestHarness<String, String, String> harness, String... ids)
      throws Exception {
    int before = harness.extractOutputValues().size();
    for (String id : ids) {
      harness.processElement(id, 0);
    }
    List<String> out = harness.extractOutputValues();
    return new ArrayList<>(out.subList(before, out.size()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void anIdIsForgottenAfterAsManyOthersAsTheWindowHolds(int window) throws Exception {
    try (var harness = harness(window, null)) {
      for (int n = 0; n < 20; n++) {
        assertThat(send(harness, "s" + n)).containsExactly("s" + n);
        for (int m = Math.max(0, n - window + 1); m <= n; m++) {
          assertThat(send(harness, "s" + m)).as("s%d after s%d", m, n).isEmpty();
        }
      }
      assertThat(send(harness, "count")).containsExactly(String.valueOf(window));
      assertThat(send(harness, "s" + (19 - window))).hasSize(1);
      send(harness, "end");
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  /** Eight or thirteen ids were seen in a window of 10; it begins again with another one. */
  @ParameterizedTest
  @CsvSource({"8, 3, 3", "13, 3, 3", "13, 1, 1", "13, 10, 10", "8, 10, 8", "13, 20, 10"})
  void aWindowOfAnotherSizeAfterARestart(int seen, int window, int remembered) throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(10, null)) {
      for (int n = 0; n < seen; n++) {
        send(harness, "s" + n);
      }
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(window, state)) {
      for (int n = seen - remembered; n < seen; n++) {
        assertThat(send(harness, "s" + n)).isEmpty();
      }
      assertThat(send(harness, "count")).containsExactly(String.valueOf(remembered));
      assertThat(send(harness, "s" + (seen - remembered - 1))).hasSize(1);
      for (int n = 0; n < 50; n++) {
        assertThat(send(harness, "t" + n, "t" + n)).hasSize(1);
      }
      assertThat(send(harness, "count")).containsExactly(String.valueOf(window));
    }
  }
}
