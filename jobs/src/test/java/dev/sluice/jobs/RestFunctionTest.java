// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.MeteredEnvironment;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestFunctionTest {

  /** Divides 100 by each number of a key; 7 lifts its rest. */
  private static final class Divide extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    private transient Rest rest;

    @Override
    public void open(OpenContext context) {
      rest = new Rest(getRuntimeContext(), new Failures(getRuntimeContext().getMetricGroup()));
    }

    @Override
    public void processElement(String input, Context context, Collector<String> out)
        throws Exception {
      int number = Integer.parseInt(input.substring(1));
      if (number == 7) {
        rest.lift();
      }
      if (rest.failure() != null) {
        out.collect(rest.failure().ofRecord());
        return;
      }
      int[] quotient = new int[1];
      Failure failure =
          rest.attempt(
              context.getCurrentKey(),
              context.timerService().currentProcessingTime(),
              () -> quotient[0] = divide(number));
      out.collect(failure == null ? String.valueOf(quotient[0]) : failure.text());
    }

    private static int divide(int number) throws InterruptedException {
      if (number == 13) {
        throw new InterruptedException();
      }
      return 100 / number;
    }
  }

  private MeteredEnvironment metered;
  private KeyedOneInputStreamOperatorTestHarness<String, String, String> harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, String, String> newHarness()
      throws Exception {
    metered = new MeteredEnvironment();
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Divide()),
        input -> input.substring(0, 1),
        Types.STRING,
        metered.environment());
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private List<String> outputs(String... inputs) throws Exception {
    harness.getOutput().clear();
    for (String input : inputs) {
      harness.processElement(input, 0);
    }
    return harness.extractOutputValues();
  }

  @Test
  void aKeyThatFailsRestsAndTheOthersGoOn() throws Exception {
    assertThat(outputs("a5", "a0", "a5", "b4"))
        .containsExactly(
            "20",
            "ArithmeticException: / by zero",
            "its key rests since 1970-01-01T00:00:00Z: ArithmeticException: / by zero",
            "25");
    assertThat(metered.count("failures", "reason", "ERROR")).isEqualTo(1);
    assertThat(metered.count("failures", "reason", "MEMORY")).isZero();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void itRestsUntilTheRestIsLifted() throws Exception {
    assertThat(outputs("a0", "a7", "a5"))
        .containsExactly("ArithmeticException: / by zero", "14", "20");
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void itRestsOverARestart() throws Exception {
    outputs("a0");
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    harness = newHarness();
    harness.initializeState(state);
    harness.open();
    assertThat(outputs("a5", "b5"))
        .containsExactly(
            "its key rests since 1970-01-01T00:00:00Z: ArithmeticException: / by zero", "20");
  }

  @Test
  void anInterruptionIsNoFailureOfTheKey() {
    assertThatThrownBy(() -> outputs("a13")).isInstanceOf(InterruptedException.class);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }
}
