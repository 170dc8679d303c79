// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.models.mesa.task.SequenceTask;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** {@link Predict} by itself, and what has come of it since it was opened last. */
final class PredictHarness {
  static final SequenceTask TASK = SequenceTask.linear(4);
  static final List<String> LEARNERS =
      List.of("zero", "ridge:0.001", "mesanet:2:0.25", "oracle", "kalman:4");

  /** Tokens that may wait. */
  static final int MAX_WAITING = 3;

  KeyedOneInputStreamOperatorTestHarness<String, Arrived, ScoredToken> operator;

  /** With {@link #LEARNERS}, and nothing forgotten. */
  static PredictHarness begin() throws Exception {
    PredictHarness harness = new PredictHarness();
    harness.open(LEARNERS, MAX_WAITING, 0, null);
    return harness;
  }

  /** Opens it anew. */
  void open(List<String> learners, int maxWaiting, long forgetAfter, OperatorSubtaskState state)
      throws Exception {
    close();
    operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new Predict(Fixture.settings(learners, maxWaiting, forgetAfter))),
            Arrived::sequenceId,
            Types.STRING);
    operator.setup(
        TypeInformation.of(ScoredToken.class).createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      operator.initializeState(state);
    }
    operator.open();
  }

  void close() throws Exception {
    if (operator != null) {
      operator.close();
    }
  }

  void send(Arrived... tokens) throws Exception {
    for (Arrived token : tokens) {
      operator.processElement(token, 0);
    }
  }

  /** Tokens of the simulated sequence 1 of {@link #TASK}. */
  void send(int... steps) throws Exception {
    for (int t : steps) {
      send(Fixture.simulated(TASK, 1, t));
    }
  }

  List<ScoredToken> scored() {
    return operator.extractOutputValues();
  }

  double[][] losses() {
    return scored().stream()
        .filter(each -> each.bin() > 0)
        .map(ScoredToken::losses)
        .toArray(double[][]::new);
  }

  /** The losses that there are to be of the first tokens of that sequence. */
  static double[][] expected(int tokens) {
    return Fixture.losses(TASK, 1, tokens, LEARNERS, null);
  }

  List<DeadLetter> deadLetters() {
    var letters = operator.getSideOutput(DeadLetters.TAG);
    return letters == null ? List.of() : letters.stream().map(r -> r.getValue()).toList();
  }

  /** Step and reason of each dead letter. */
  List<String> refused() {
    return deadLetters().stream()
        .map(letter -> letter.source().offset() + " " + letter.reason().code())
        .toList();
  }

  int timers() {
    return operator.numEventTimeTimers() + operator.numProcessingTimeTimers();
  }
}
