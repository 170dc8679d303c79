// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.DeadLetters;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinTruthFunctionTest {

  private static final TrueCase CASE = Fixture.stroke("c", "/truth");

  private KeyedTwoInputStreamOperatorTestHarness<String, Prediction, DeclaredCase, Comparison>
      harness;

  @BeforeEach
  void open() throws Exception {
    open(null);
  }

  private void open(OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new JoinTruth(Fixture.settings())),
            Prediction::caseId,
            declared -> declared.truth().caseId(),
            Types.STRING);
    harness.setup(
        TypeInformation.of(Comparison.class).createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    harness.setProcessingTime(1_000);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void declare(TrueCase truth) throws Exception {
    harness.processElement2(new DeclaredCase(Fixture.raw(0, truth.caseId(), "case"), truth), 0);
  }

  private void send(String caseId, String model, String mask, long at) throws Exception {
    harness.processElement1(Fixture.prediction(caseId, model, mask, at), 0);
  }

  /** Model and mask of what is to be compared. */
  private List<String> compared() {
    return harness.extractOutputValues().stream()
        .map(each -> each.prediction().model() + " " + each.prediction().said().mask())
        .toList();
  }

  private List<String> refused() {
    var letters = harness.getSideOutput(DeadLetters.TAG);
    return letters == null
        ? List.of()
        : letters.stream()
            .map(each -> each.getValue())
            .map(each -> each.source().offset() + " " + each.reason().code())
            .toList();
  }

  /** To their end, but not to that of a bounded run. */
  private void casesAreRead() throws Exception {
    harness.processBothWatermarks(new Watermark(1));
  }

  @Test
  void predictionsWaitForTheirCase() throws Exception {
    send("c", "m", "/1", 1);
    send("c", "n", "/2", 2);
    assertThat(compared()).isEmpty();
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isPositive();

    declare(CASE);

    assertThat(compared()).containsExactly("m /1", "n /2");
    assertThat(harness.extractOutputValues()).allMatch(each -> each.truth().equals(CASE));
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
    assertThat(harness.numKeyedStateEntries())
        .as("case, and of each model the newest")
        .isEqualTo(2);
  }

  @Test
  void noMoreWaitThanMayOnceTheCasesHaveBeenRead() throws Exception {
    casesAreRead();
    send("c", "m", "/1", 1);
    send("c", "n", "/2", 2);
    send("c", "o", "/3", 3);
    assertThat(refused()).containsExactly("3 undeclared-case");

    harness.setProcessingTime(61_000);
    assertThat(refused())
        .containsExactly("3 undeclared-case", "1 undeclared-case", "2 undeclared-case");
    assertThat(harness.numKeyedStateEntries()).isZero();

    declare(CASE);
    assertThat(compared()).isEmpty();
  }

  @Test
  void theNewestOfAModelCounts() throws Exception {
    declare(CASE);
    send("c", "m", "/5", 5);
    send("c", "m", "/4", 4);
    send("c", "m", "/5", 5);
    send("c", "m", "/5b", 5);
    send("c", "m", "/5a", 5);
    send("c", "m", "/6", 6);

    assertThat(compared())
        .as("of one time the last by name")
        .containsExactly("m /5", "m /5b", "m /6");
    assertThat(refused()).isEmpty();
  }

  @Test
  void noMoreModelsPredictACaseThanMay() throws Exception {
    declare(CASE);
    send("c", "m", "/1", 1);
    send("c", "n", "/2", 2);
    send("c", "o", "/3", 3);
    send("c", "p", "/4", 4);
    send("c", "m", "/5", 5);

    assertThat(compared()).containsExactly("m /1", "n /2", "o /3", "m /5");
    assertThat(refused()).containsExactly("4 too-many-models");
  }

  @Test
  void theFirstRecordOfACaseCounts() throws Exception {
    declare(CASE);
    declare(Fixture.stroke("c", "/truth"));
    assertThat(refused()).isEmpty();
    declare(Fixture.stroke("c", "/another"));
    send("c", "m", "/1", 1);

    assertThat(refused()).containsExactly("0 contradiction");
    assertThat(harness.extractOutputValues().get(0).truth()).isEqualTo(CASE);
  }

  @Test
  void aRestartForgetsNothing() throws Exception {
    declare(CASE);
    send("c", "m", "/5", 5);
    send("d", "m", "/1", 1);
    OperatorSubtaskState state = harness.snapshot(1, 0);
    close();
    open(state);
    send("c", "m", "/5", 5);
    send("c", "m", "/4", 4);
    declare(Fixture.stroke("d", "/truth of d"));

    assertThat(compared()).containsExactly("m /1");
  }
}
