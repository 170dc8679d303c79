// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Keyed;
import dev.sluice.schemas.FederationUpdate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.plugable.SerializationDelegate;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing a harness may be interrupted
class OutboxFunctionTest {

  private static final int MAX_PARALLELISM = 128;

  private static Keyed<FederationUpdate> message(String federation, long round) {
    return new Keyed<>(
        federation,
        FederationUpdate.newBuilder()
            .setFederation(federation)
            .setRound(round)
            .setSite("s")
            .setWords(1)
            .setNumbers(ByteBuffer.wrap(new byte[] {0, -1, (byte) round, 7}))
            .build());
  }

  private static OneInputStreamOperatorTestHarness<Keyed<FederationUpdate>, Keyed<FederationUpdate>>
      open(List<OperatorSubtaskState> checkpoint, long number, int parallelism, int subtask)
          throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new Outbox<>(FederationUpdate.class), MAX_PARALLELISM, parallelism, subtask);
    if (!checkpoint.isEmpty()) {
      harness.setRestoredCheckpointId(number);
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              AbstractStreamOperatorTestHarness.repackageState(
                  checkpoint.toArray(OperatorSubtaskState[]::new)),
              MAX_PARALLELISM,
              checkpoint.size(),
              parallelism,
              subtask));
    }
    harness.open();
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.setProcessingTime(0); // what was asked of the mailbox
    return harness;
  }

  private static OneInputStreamOperatorTestHarness<Keyed<FederationUpdate>, Keyed<FederationUpdate>>
      open() throws Exception {
    return open(List.of(), 0, 1, 0);
  }

  @Test
  void nothingGoesOutThatNoCompletedCheckpointHolds() throws Exception {
    try (var harness = open()) {
      harness.processElement(message("f", 0), 0);
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.snapshot(1, 1);
      harness.processElement(message("f", 1), 0);
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.notifyOfCompletedCheckpoint(1);
      assertThat(harness.extractOutputValues()).containsExactly(message("f", 0));

      harness.notifyOfCompletedCheckpoint(1);
      harness.snapshot(2, 2);
      assertThat(harness.extractOutputValues()).containsExactly(message("f", 0));

      harness.notifyOfCompletedCheckpoint(2);
      assertThat(harness.extractOutputValues()).containsExactly(message("f", 0), message("f", 1));
    }
  }

  @Test
  void whatACheckpointThatWasGivenUpHeldGoesOutWithTheNext() throws Exception {
    try (var harness = open()) {
      harness.processElement(message("f", 0), 0);
      harness.snapshot(1, 1);
      harness.processElement(message("f", 1), 0);
      harness.getOperator().notifyCheckpointAborted(1);
      harness.snapshot(2, 2);
      harness.processElement(message("f", 2), 0);
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.notifyOfCompletedCheckpoint(2);

      assertThat(harness.extractOutputValues()).containsExactly(message("f", 0), message("f", 1));
    }
  }

  @Test
  void whatALaterCheckpointAloneHoldsWaitsForIt() throws Exception {
    try (var harness = open()) {
      harness.processElement(message("f", 0), 0);
      harness.snapshot(1, 1);
      harness.processElement(message("f", 1), 0);
      harness.snapshot(2, 2);

      harness.notifyOfCompletedCheckpoint(1);
      assertThat(harness.extractOutputValues()).containsExactly(message("f", 0));

      harness.notifyOfCompletedCheckpoint(2);
      assertThat(harness.extractOutputValues()).containsExactly(message("f", 0), message("f", 1));
    }
  }

  @Test
  void aRestartSendsWhatItsCheckpointHeldAndNothingElse() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var harness = open()) {
      harness.processElement(message("f", 0), 0);
      harness.processElement(message("g", 0), 0);
      checkpoint = harness.snapshot(7, 1);
      harness.processElement(message("f", 1), 0); // lost with the failure that follows
    }
    try (var harness = open(List.of(checkpoint), 7, 1, 0)) {
      assertThat(harness.extractOutputValues()).containsExactly(message("f", 0), message("g", 0));

      harness.snapshot(8, 2);
      harness.notifyOfCompletedCheckpoint(8);
      assertThat(harness.extractOutputValues()).containsExactly(message("f", 0), message("g", 0));
    }
  }

  @Test
  void aRestartBeforeTheNotificationSendsTheSameAgain() throws Exception {
    OperatorSubtaskState first;
    OperatorSubtaskState second;
    try (var harness = open()) {
      harness.processElement(message("f", 0), 0);
      first = harness.snapshot(1, 1);
      harness.notifyOfCompletedCheckpoint(1);
      assertThat(harness.extractOutputValues()).containsExactly(message("f", 0));
      harness.processElement(message("f", 1), 0);
      second = harness.snapshot(2, 2);
    }
    try (var harness = open(List.of(first), 1, 1, 0)) {
      assertThat(harness.extractOutputValues()).containsExactly(message("f", 0));
    }
    try (var harness = open(List.of(second), 2, 1, 0)) {
      assertThat(harness.extractOutputValues()).containsExactly(message("f", 1));
    }
  }

  @Test
  void theEndOfAStreamHoldsWhatNoCheckpointHeld() throws Exception {
    OperatorSubtaskState last;
    try (var harness = open()) {
      harness.processElement(message("f", 0), 0);
      harness.getOperator().finish();
      last = harness.snapshot(1, 1);
      harness.notifyOfCompletedCheckpoint(1);
      assertThat(harness.extractOutputValues()).isEmpty();
    }
    try (var harness = open(List.of(last), 1, 1, 0)) {
      assertThat(harness.extractOutputValues()).containsExactly(message("f", 0));
    }
  }

  @Test
  void nothingIsLostOrDoubledWhereTheNumberOfSubtasksChanges() throws Exception {
    List<OperatorSubtaskState> checkpoint = new ArrayList<>();
    List<Keyed<FederationUpdate>> said = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var harness = open(List.of(), 0, 2, subtask)) {
        for (long round = 0; round < 5; round++) {
          said.add(message("f" + subtask, round));
          harness.processElement(message("f" + subtask, round), 0);
        }
        checkpoint.add(harness.snapshot(1, 1));
      }
    }
    for (int parallelism : new int[] {1, 2, 3}) {
      List<Keyed<FederationUpdate>> out = new ArrayList<>();
      for (int subtask = 0; subtask < parallelism; subtask++) {
        try (var harness = open(checkpoint, 1, parallelism, subtask)) {
          out.addAll(harness.extractOutputValues());
        }
      }
      assertThat(out).containsExactlyInAnyOrderElementsOf(said);
    }
  }

  /** Of several subtasks, a rescaling would deal messages out by turns. */
  @Test
  void oneSubtaskHoldsAllAndThoseAfterItTakeThemByKey() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(4);
    var told =
        Outbox.of(
            env.fromData(List.of(message("f", 0)), Keyed.typeInfo(FederationUpdate.class)),
            FederationUpdate.class,
            "outbox");
    var sent = (PartitionTransformation<Keyed<FederationUpdate>>) told.getTransformation();
    assertThat(sent.getInputs().get(0).getParallelism()).isEqualTo(1);

    var partitioner = sent.getPartitioner();
    partitioner.setup(4);
    Set<Integer> subtasks = new HashSet<>();
    for (int federation = 0; federation < 40; federation++) {
      Set<Integer> ofOne = new HashSet<>();
      for (long round = 0; round < 5; round++) {
        var record = new SerializationDelegate<StreamRecord<Keyed<FederationUpdate>>>(null);
        record.setInstance(new StreamRecord<>(message("f" + federation, round)));
        ofOne.add(partitioner.selectChannel(record));
      }
      assertThat(ofOne).hasSize(1);
      subtasks.addAll(ofOne);
    }
    assertThat(subtasks).containsExactlyInAnyOrder(0, 1, 2, 3);
  }
}
