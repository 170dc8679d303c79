// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.schemas.MesaWeights;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NewestFunctionTest {
  private static final double[] STEP = WeightsFixture.gradientStep(2, 0.5);
  private static final double[] NOISE = WeightsFixture.noise(2, 1);

  private KeyedOneInputStreamOperatorTestHarness<String, ArrivedWeights, ModelWeights> operator;

  private void open(boolean bounded, OperatorSubtaskState state) throws Exception {
    close();
    operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new Newest(
                    new TrainedSettings(List.of("lsa-1-linear-1"), List.of(), 0, 1), bounded)),
            ArrivedWeights::name,
            Types.STRING);
    operator.setup();
    if (state != null) {
      operator.initializeState(state);
    }
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    if (operator != null) {
      operator.close();
    }
  }

  private void send(MesaWeights weights) throws Exception {
    operator.processElement(
        ArrivedWeights.of(weights, WeightsFixture.raw(weights.getVersion(), weights)), 0);
  }

  private List<Long> versions() {
    return operator.extractOutputValues().stream().map(of -> of.found().version()).toList();
  }

  @Test
  void onlyWhatIsNewerPassesAlsoAfterARestart() throws Exception {
    open(false, null);
    send(WeightsFixture.record(2, 1, 5, STEP).build());
    send(WeightsFixture.record(2, 1, 5, STEP).build());
    send(WeightsFixture.record(2, 1, 4, NOISE).build());
    send(WeightsFixture.record(2, 2, 9, NOISE).build());
    assertThat(versions()).containsExactly(5L);

    open(false, operator.snapshot(1, 1));
    send(WeightsFixture.record(2, 1, 5, STEP).build());
    send(WeightsFixture.judged(2, 1, 5, STEP));
    send(WeightsFixture.judged(2, 1, 5, STEP));
    send(WeightsFixture.record(2, 1, 5, STEP).build());
    send(WeightsFixture.record(2, 1, 6, NOISE).build());
    assertThat(versions()).containsExactly(5L, 6L);
    assertThat(operator.extractOutputValues().get(0).found().controlRejected()).isTrue();
    assertThat(operator.numEventTimeTimers()).isZero();
    assertThat(operator.getSideOutput(DeadLetters.TAG)).isNull();
  }

  @Test
  void otherWeightsOfAVersionAreADeadLetter() throws Exception {
    open(false, null);
    send(WeightsFixture.record(2, 1, 5, STEP).build());
    send(WeightsFixture.record(2, 1, 5, NOISE).build());

    assertThat(versions()).containsExactly(5L);
    assertThat(operator.getSideOutput(DeadLetters.TAG))
        .extracting(letter -> letter.getValue().message())
        .containsExactly("version: there are other weights of version 5 of lsa-1-linear-1");
  }

  @Test
  void aBoundedRunIsToldOfTheNewestAtItsEnd() throws Exception {
    open(true, null);
    send(WeightsFixture.record(2, 1, 3, STEP).build());
    send(WeightsFixture.record(2, 1, 7, NOISE).build());
    send(WeightsFixture.judged(2, 1, 7, NOISE));
    send(WeightsFixture.record(2, 1, 5, STEP).build());
    assertThat(versions()).isEmpty();

    operator.processWatermark(Watermark.MAX_WATERMARK);

    assertThat(operator.extractOutputValues())
        .containsExactly(WeightsFixture.decoded(WeightsFixture.judged(2, 1, 7, NOISE)));
  }
}
