// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three may wait, for 10 s. */
class WaitingRoomFunctionTest {
  private static final int PLACES = 3;
  private static final long PATIENCE = 10_000;

  /** Lets words wait for the word "go" of their key, which is their first letter. */
  private static final class Doorman extends KeyedProcessFunction<String, String, String>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private transient WaitingRoom<String> room;
    private transient Ledger ledger;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      ledger = Ledger.open(getRuntimeContext(), context);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      ledger.snapshot();
    }

    @Override
    public void open(OpenContext context) {
      room = new WaitingRoom<>(getRuntimeContext(), Types.STRING, PLACES, PATIENCE, ledger);
    }

    @Override
    public void processElement(String word, Context context, Collector<String> out)
        throws Exception {
      if (word.endsWith(" go")) {
        room.leave(context.timerService(), waited -> out.collect(waited + " goes"));
      } else if (!room.admit(word, context.timerService())) {
        out.collect(word + " refused");
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
        throws Exception {
      room.giveUp(context.timerService(), waited -> out.collect(waited + " given up"));
    }
  }

  private MeteredEnvironment metered;
  private KeyedOneInputStreamOperatorTestHarness<String, String, String> harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
    harness.setProcessingTime(0);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, String, String> newHarness()
      throws Exception {
    metered = new MeteredEnvironment();
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Doorman()),
        word -> word.substring(0, 1),
        Types.STRING,
        metered.environment());
  }

  private void restore(OperatorSubtaskState state, long checkpoint) throws Exception {
    long now = harness.getProcessingTime();
    harness.close();
    harness = newHarness();
    harness.setRestoredCheckpointId(checkpoint);
    harness.initializeState(state);
    harness.open();
    harness.setProcessingTime(now);
  }

  private void come(String key, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      harness.processElement(key + i, 0);
    }
  }

  private List<String> out() {
    return harness.extractOutputValues();
  }

  private void assertNothingIsLeft() {
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
    assertThat(metered.count("waiting")).isZero();
  }

  @Test
  void whileTheOthersAreBeingReadAnyNumberWaitsForAnyTime() throws Exception {
    come("a", 0, 1_000);
    come("b", 0, 1_000);
    assertThat(harness.numEventTimeTimers()).isEqualTo(2);
    assertThat(harness.numProcessingTimeTimers()).isZero();
    harness.setProcessingTime(100 * PATIENCE);
    come("a", 1_000, 1_001);
    assertThat(out()).isEmpty();
    assertThat(metered.count("waiting")).isEqualTo(2_001);

    harness.processElement("a go", 0);

    assertThat(out())
        .isEqualTo(IntStream.range(0, 1_001).mapToObj(i -> "a" + i + " goes").toList());
    assertThat(metered.count("waiting")).isEqualTo(1_000);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    harness.processElement("b go", 0);
    assertNothingIsLeft();
  }

  @Test
  void onceTheyHaveBeenReadThoseWhoseTimeIsOverAndTheNewestBeyondThePlacesAreGivenUp()
      throws Exception {
    come("a", 0, 2);
    harness.setProcessingTime(5_000);
    come("a", 2, 7);
    harness.setProcessingTime(PATIENCE);
    assertThat(out()).isEmpty();

    harness.processWatermark(new Watermark(0));

    assertThat(out()).containsExactly("a0 given up", "a1 given up", "a5 given up", "a6 given up");
    assertThat(metered.count("waiting")).isEqualTo(3);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    harness.setProcessingTime(14_999);
    assertThat(out()).hasSize(4);
    harness.setProcessingTime(15_000);
    assertThat(out()).endsWith("a2 given up", "a3 given up", "a4 given up");
    assertNothingIsLeft();
  }

  @Test
  void afterwardsOnlySoManyWait() throws Exception {
    harness.processWatermark(new Watermark(0));
    come("a", 0, 5);
    come("b", 0, 1);
    assertThat(out()).containsExactly("a3 refused", "a4 refused");
    assertThat(harness.numEventTimeTimers()).isEqualTo(2);
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(2);

    harness.processElement("a go", 0);
    harness.processElement("b go", 0);

    assertThat(out()).endsWith("a0 goes", "a1 goes", "a2 goes", "b0 goes");
    assertNothingIsLeft();
  }

  @Test
  void whoComesLaterWaitsLongerAndIsLookedForOnceASecond() throws Exception {
    harness.processWatermark(new Watermark(0));
    for (int i = 0; i < 3; i++) {
      harness.setProcessingTime(i);
      come("a", i, i + 1);
    }
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    harness.setProcessingTime(PATIENCE);
    assertThat(out()).containsExactly("a0 given up");
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    harness.setProcessingTime(PATIENCE + 999);
    assertThat(out()).hasSize(1);
    harness.setProcessingTime(PATIENCE + 1_000);
    assertThat(out()).containsExactly("a0 given up", "a1 given up", "a2 given up");
    assertNothingIsLeft();
  }

  @Test
  void atTheEndOfABoundedStreamEverybodyIsGivenUp() throws Exception {
    come("a", 0, 5);
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(out()).hasSize(5).allMatch(word -> word.endsWith("given up"));
    assertNothingIsLeft();
  }

  @Test
  void atTheEndOfABoundedStreamThoseWithPlacesAreGivenUpToo() throws Exception {
    harness.processWatermark(new Watermark(0));
    come("a", 0, 2);
    harness.processWatermark(new Watermark(Unhurried.AHEAD));
    assertThat(out()).isEmpty();
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(out()).containsExactly("a0 given up", "a1 given up");
    assertNothingIsLeft();
  }

  @Test
  void afterARestartNobodyIsGivenUpBeforeTheOthersHaveBeenReadAgain() throws Exception {
    harness.processWatermark(new Watermark(0));
    come("a", 0, 2);
    OperatorSubtaskState state = harness.snapshot(7, 0);
    restore(state, 7);

    harness.setProcessingTime(PATIENCE);
    come("a", 2, 9);
    assertThat(out()).isEmpty();
    harness.processWatermark(new Watermark(6)); // of an earlier start
    come("a", 9, 10);
    assertThat(out()).isEmpty();
    assertThat(metered.count("waiting")).isEqualTo(10);

    harness.processWatermark(new Watermark(7));

    assertThat(out())
        .containsExactly(
            "a0 given up",
            "a1 given up",
            "a5 given up",
            "a6 given up",
            "a7 given up",
            "a8 given up",
            "a9 given up");
    harness.processElement("a go", 0);
    assertThat(out()).endsWith("a2 goes", "a3 goes", "a4 goes");
    assertNothingIsLeft();
  }

  @Test
  void whoWaitedUnreadBeforeARestartGoesOnWaiting() throws Exception {
    come("a", 0, 9);
    OperatorSubtaskState state = harness.snapshot(7, 0);
    restore(state, 7);
    harness.processWatermark(new Watermark(6)); // of an earlier start
    assertThat(out()).isEmpty();
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);

    harness.processWatermark(new Watermark(7));

    assertThat(out()).hasSize(6).startsWith("a3 given up").endsWith("a8 given up");
    assertThat(metered.count("waiting")).isEqualTo(3);
  }
}
