// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** When a key puts out what has changed. */
@SuppressWarnings("try") // a harness may be interrupted when it is closed
class PaceFunctionTest {
  private static final long INTERVAL = 1_000;

  @Test
  void changesOfATurnAreToldOnce() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.setProcessingTime(10_000);
      harness.processElement("a", 0);
      harness.processElement("a", 0);
      harness.setProcessingTime(20_000);

      assertThat(harness.extractOutputValues()).containsExactly("a 2");
      assertThat(harness.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void whatALateTimerHasToldIsNotToldAgain() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness()) {
      harness.open();
      harness.setProcessingTime(10_000);
      harness.processElement("a", 0);
      state = harness.snapshot(1, 0);
    }
    try (var harness = harness()) {
      harness.setProcessingTime(60_000); // the timer is late by fifty turns
      harness.initializeState(state);
      harness.open();
      harness.processElement("a", 0);
      harness.getProcessingTimeService().setCurrentTime(60_000); // rings what is late
      assertThat(harness.extractOutputValues()).containsExactly("a 2");

      harness.setProcessingTime(70_000);
      assertThat(harness.extractOutputValues()).containsExactly("a 2");
      harness.processElement("a", 0);
      harness.setProcessingTime(80_000);
      assertThat(harness.extractOutputValues()).containsExactly("a 2", "a 3");
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Count()), value -> value, Types.STRING);
  }

  /** Tells how many records a key has had. */
  private static final class Count extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    private final Pace pace = new Pace(INTERVAL);
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(String value, Context context, Collector<String> out)
        throws Exception {
      count.update(count.value() == null ? 1 : count.value() + 1);
      pace.changed(context.getCurrentKey(), context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
        throws Exception {
      pace.rung(context.getCurrentKey(), timestamp, context.timerService());
      out.collect(context.getCurrentKey() + " " + count.value());
    }
  }
}
