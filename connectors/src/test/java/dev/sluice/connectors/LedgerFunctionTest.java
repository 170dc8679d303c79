// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.wire.Reason;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing a harness may be interrupted
class LedgerFunctionTest {
  private static final List<String> FATES =
      List.of("accepted", "duplicate", "late", "waiting", "too-large", "malformed", "resumed");

  @Test
  void everyFateHasItsCounter() throws Exception {
    MeteredEnvironment metered = new MeteredEnvironment();
    try (var harness = open(metered, null)) {
      for (String fate : FATES) {
        harness.processElement(fate, 0);
      }

      assertThat(metered.count("read")).isEqualTo(6);
      assertThat(metered.count("accepted")).isEqualTo(2);
      assertThat(metered.count("duplicate")).isEqualTo(1);
      assertThat(metered.count("late")).isEqualTo(1);
      assertThat(metered.count("waiting")).isZero();
      assertThat(metered.count("deadLettered")).isEqualTo(2);
      assertThat(metered.count("deadLettered", "reason", "too-large")).isEqualTo(1);
      assertThat(metered.count("deadLettered", "reason", "malformed")).isEqualTo(1);
      assertThat(metered.count("deadLettered", "reason", "unknown-target")).isZero();
    }
  }

  @Test
  void theAccountsBalanceThroughRestartsAndRescaling() throws Exception {
    List<OperatorSubtaskState> checkpoint = List.of();
    long read = 0;
    for (int parallelism : new int[] {1, 3, 2, 2, 5, 1}) {
      List<MeteredEnvironment> subtasks = new ArrayList<>();
      List<OperatorSubtaskState> next = new ArrayList<>();
      for (int subtask = 0; subtask < parallelism; subtask++) {
        MeteredEnvironment metered = new MeteredEnvironment(parallelism, subtask);
        subtasks.add(metered);
        try (var harness = open(metered, part(checkpoint, parallelism, subtask))) {
          for (String fate : FATES.subList(0, 4 + subtask % 3)) {
            harness.processElement(fate, 0);
            read++;
          }
          next.add(harness.snapshot(1, 1));
          harness.processElement("accepted", 0); // lost with the failure that follows
        }
      }
      checkpoint = next;

      long lost = parallelism;
      assertThat(sum(subtasks, "read") - lost).isEqualTo(read);
      assertThat(sum(subtasks, "read"))
          .isEqualTo(
              sum(subtasks, "accepted")
                  + sum(subtasks, "duplicate")
                  + sum(subtasks, "late")
                  + sum(subtasks, "waiting")
                  + sum(subtasks, "deadLettered"));
    }
  }

  private static OperatorSubtaskState part(
      List<OperatorSubtaskState> checkpoint, int parallelism, int subtask) throws Exception {
    if (checkpoint.isEmpty()) {
      return null;
    }
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            checkpoint.toArray(OperatorSubtaskState[]::new));
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        all, 128, checkpoint.size(), parallelism, subtask);
  }

  private static long sum(List<MeteredEnvironment> subtasks, String name) {
    return subtasks.stream().mapToLong(subtask -> subtask.count(name)).sum();
  }

  private static OneInputStreamOperatorTestHarness<String, Void> open(
      MeteredEnvironment metered, OperatorSubtaskState state) throws Exception {
    OneInputStreamOperatorTestHarness<String, Void> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new Fates()), metered.environment());
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  /** Gives every record the fate that it names. */
  private static final class Fates extends ProcessFunction<String, Void>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private transient Ledger ledger;

    @Override
    public void processElement(String fate, Context context, Collector<Void> out) {
      switch (fate) {
        case "accepted" -> {
          ledger.read();
          ledger.accepted();
        }
        case "duplicate" -> {
          ledger.read();
          ledger.duplicate();
        }
        case "late" -> {
          ledger.read();
          ledger.late();
        }
        case "waiting" -> {
          ledger.read();
          ledger.waiting(1);
        }
        case "resumed" -> {
          ledger.waiting(-1);
          ledger.accepted();
        }
        case "too-large" -> {
          ledger.read();
          ledger.deadLettered(Reason.TOO_LARGE);
        }
        default -> {
          ledger.read();
          ledger.deadLettered(Reason.MALFORMED);
        }
      }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      ledger = Ledger.open(getRuntimeContext(), context);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      ledger.snapshot();
    }
  }
}
