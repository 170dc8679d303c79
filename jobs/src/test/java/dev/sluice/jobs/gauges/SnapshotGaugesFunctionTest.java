// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** Two keys of a subtask have gauges of their own; an input is a key and its samples. */
class SnapshotGaugesFunctionTest {

  private static final int MAX_PARALLELISM = 128;

  private static final class Show extends KeyedProcessFunction<String, String, String>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private transient SnapshotGauges<Long> gauges;
    private transient Behind behind;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      gauges =
          SnapshotGauges.open(
              getRuntimeContext(), context.getOperatorStateStore(), new Gauged<>(2, Show::numbers));
      behind = Behind.open(getRuntimeContext(), context.getOperatorStateStore());
    }

    private static Numbers<Long> numbers() {
      return Numbers.<Long>of("key", samples -> samples, samples -> Numbers.UNKNOWN)
          .sum("samples", samples -> samples)
          .mean("mean", samples -> samples)
          .withTotals();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      gauges.snapshot();
      behind.snapshot();
    }

    @Override
    public void processElement(String input, Context context, Collector<String> out) {
      String[] parts = input.split(" ", 2);
      switch (parts[1]) {
        case "ends" -> gauges.ended(parts[0]);
        case "behind" -> behind.tell(parts[0], true, 0);
        default -> gauges.show(parts[0], Long.valueOf(parts[1]), 0);
      }
    }
  }

  private static final class Subtask implements AutoCloseable {
    final Registered registered = new Registered();
    final KeyedOneInputStreamOperatorTestHarness<String, String, String> harness;

    Subtask(int parallelism, int index) throws Exception {
      MockEnvironment environment =
          new MockEnvironmentBuilder()
              .setMaxParallelism(MAX_PARALLELISM)
              .setParallelism(parallelism)
              .setSubtaskIndex(index)
              .setMetricGroup(registered.task())
              .build();
      harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new Show()),
              input -> input.split(" ", 2)[0],
              Types.STRING,
              environment);
    }

    Subtask open() throws Exception {
      harness.open();
      return this;
    }

    Subtask send(String... inputs) throws Exception {
      for (String input : inputs) {
        harness.processElement(input, 0);
      }
      return this;
    }

    Set<String> own() {
      return registered.keys("key", "samples");
    }

    double gauge(String end) {
      return registered.gauge(end);
    }

    @Override
    public void close() throws IOException {
      try {
        harness.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  @Test
  void showsTheBusiestAndTheOthersTogether() throws Exception {
    try (Subtask subtask = new Subtask(1, 0).open().send("a 10", "b 9", "c 14", "d 4")) {
      assertThat(subtask.own()).containsExactly("a", "c"); // c displaced b, a is not far enough
      assertThat(subtask.gauge("key.c.samples")).isEqualTo(14);
      assertThat(subtask.gauge("others.snapshots")).isEqualTo(2);
      assertThat(subtask.gauge("others.samples")).isEqualTo(13);
      assertThat(subtask.gauge("others.mean")).isEqualTo(6.5);
      assertThat(subtask.gauge("0.snapshots")).isEqualTo(4);
      assertThat(subtask.gauge("0.samples")).isEqualTo(37);
    }
  }

  @Test
  void countsTheSamplesOfAKeyOnceInItsTraffic() throws Exception {
    try (Subtask subtask =
        new Subtask(1, 0).open().send("a 10", "b 10", "c 8", "c 9", "c 10", "c 11")) {
      assertThat(subtask.own()).containsExactly("a", "b");
      subtask.send("c 16");
      assertThat(subtask.own()).hasSize(2).contains("c");
    }
  }

  @Test
  void takesBackTheGaugesOfAKeyThatEndsAndShowsTheBusiestOther() throws Exception {
    try (Subtask subtask = new Subtask(1, 0).open().send("a 10", "b 10", "c 5", "d 6")) {
      subtask.send("a ends");
      assertThat(subtask.own()).containsExactly("b", "d");
      assertThat(subtask.gauge("others.samples")).isEqualTo(5);

      subtask.send("b ends", "c ends", "d ends");
      assertThat(subtask.own()).isEmpty();
      assertThat(subtask.gauge("0.snapshots")).isZero();
      assertThat(subtask.gauge("others.mean")).isNaN();
    }
  }

  @Test
  void isThereAgainAfterARestartAtAnotherParallelism() throws Exception {
    OperatorSubtaskState checkpoint;
    try (Subtask before = new Subtask(1, 0).open()) {
      before.send("a 10", "b 9", "c 14", "d 4", "e 1", "f 2", "e ends", "c behind");
      checkpoint = before.harness.snapshot(1, 1);
    }
    Set<String> own = new TreeSet<>();
    double keys = 0;
    int behind = 0;
    for (int index = 0; index < 2; index++) {
      try (Subtask after = new Subtask(2, index)) {
        after.harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                checkpoint, MAX_PARALLELISM, 1, 2, index));
        after.open();
        own.addAll(after.own());
        keys += after.gauge("0.snapshots");
        behind += after.gauge("0.stalenessMillis") > 0 ? 1 : 0;
      }
    }
    assertThat(keys).isEqualTo(5);
    assertThat(behind).isEqualTo(1);
    assertThat(own).contains("c", "a");
  }
}
