// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.RecurrentModel;
import dev.sluice.models.mesa.verdict.ComparisonRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluateFunctionTest {
  private static final int N = 3;
  private static final double[][] TOKENS = SequenceTask.linear(N).tokens(1, 1, 12);
  private static final double[][] PREDICTIONS = {new double[N], {1, 0, 0}};
  private static final String ONE = "lsa-1-linear-1";
  private static final String TWO = "lsa-1-linear-2";

  private KeyedBroadcastOperatorTestHarness<String, LearnedToken, ModelWeights, EvaluatedToken>
      operator;

  private void open(TrainedSettings settings, OperatorSubtaskState state) throws Exception {
    close();
    operator =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new Evaluate(settings), List.of(KnownModels.WEIGHTS)),
            LearnedToken::sequenceId,
            Types.STRING,
            1,
            1,
            0);
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

  private void tokens(String id, int from, int to) throws Exception {
    for (int t = from; t <= to; t++) {
      operator.processElement(
          new StreamRecord<>(
              new LearnedToken(
                  id, t, TOKENS[t - 1], "g", 3, t == 1 ? new double[0][] : PREDICTIONS),
              0));
    }
  }

  private void weights(int n, long seed, long version) throws Exception {
    double[] weights = WeightsFixture.noise(n, 10 * seed + version);
    operator.processBroadcastElement(
        new StreamRecord<>(
            WeightsFixture.decoded(WeightsFixture.record(n, seed, version, weights).build()), 0));
  }

  /** What there is to be of the predictions of tokens by one version, each with its bin. */
  private static List<String> expected(long seed, long version, int from, int to) {
    RecurrentModel model =
        WeightsFixture.decoded(
                WeightsFixture.record(
                        N, seed, version, WeightsFixture.noise(N, 10 * seed + version))
                    .build())
            .recurrent();
    double[] numbers = new double[model.size()];
    model.start(numbers, 0);
    double[] previous = new double[N];
    double[] predicted = null;
    List<String> all = new ArrayList<>();
    for (int t = 1; t <= to; t++) {
      if (t >= Math.max(2, from)) {
        double[] terms = ComparisonRow.terms(TOKENS[t - 1], predicted, PREDICTIONS);
        all.add(
            "lsa-1-linear-%d@%d %d %s"
                .formatted(seed, version, t - 1, List.of(terms[0], terms[1], terms[4])));
      }
      predicted = model.next(numbers, 0, TOKENS[t - 1], previous);
      previous = TOKENS[t - 1];
    }
    return all;
  }

  private List<String> evaluated() {
    return operator.extractOutputValues().stream()
        .map(
            of ->
                "%s@%d %d %s"
                    .formatted(
                        of.model(),
                        of.version(),
                        of.bin(),
                        List.of(of.terms()[0], of.terms()[1], of.terms()[4])))
        .toList();
  }

  @Test
  void aSequenceStaysWithTheVersionThatItBeganWith() throws Exception {
    open(WeightsFixture.settings(10, 2, ONE), null);
    weights(N, 1, 1);
    tokens("a", 1, 4);
    weights(N, 1, 2);
    tokens("a", 5, 6);
    open(WeightsFixture.settings(10, 2, ONE), operator.snapshot(1, 1));
    tokens("a", 7, 9);
    assertThat(evaluated()).isEqualTo(expected(1, 1, 7, 9));
    tokens("b", 1, 3);
    assertThat(evaluated().subList(3, 5)).isEqualTo(expected(1, 2, 1, 3));
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void aSequenceWhoseVersionIsGoneIsPredictedNoLonger() throws Exception {
    open(WeightsFixture.settings(10, 2, ONE), null);
    weights(N, 1, 1);
    tokens("a", 1, 4);
    weights(N, 1, 2);
    weights(N, 1, 3);
    tokens("a", 5, 8);

    assertThat(evaluated()).isEqualTo(expected(1, 1, 1, 4));
  }

  @Test
  void tokensWaitForWeightsOfAllModels() throws Exception {
    open(WeightsFixture.settings(10, 2, ONE, TWO), null);
    weights(N, 1, 1);
    tokens("a", 1, 3);
    open(WeightsFixture.settings(10, 2, ONE, TWO), operator.snapshot(1, 1));
    tokens("a", 4, 5);
    assertThat(evaluated()).isEmpty();
    weights(N, 2, 7);
    tokens("a", 6, 6);

    List<String> all = new ArrayList<>(expected(1, 1, 1, 6));
    all.addAll(expected(2, 7, 1, 6));
    assertThat(evaluated()).containsExactlyInAnyOrderElementsOf(all);
    operator.processWatermark(Watermark.MAX_WATERMARK);
    operator.processBroadcastWatermark(Watermark.MAX_WATERMARK);
    assertThat(evaluated()).hasSize(10);
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void atTheEndWhoeverHasWeightsPredicts() throws Exception {
    open(WeightsFixture.settings(10, 2, ONE, TWO), null);
    tokens("a", 1, 5);
    weights(N, 2, 7);
    operator.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(evaluated()).isEmpty();
    operator.processBroadcastWatermark(Watermark.MAX_WATERMARK);

    assertThat(evaluated()).isEqualTo(expected(2, 7, 1, 5));
  }

  @Test
  void ofASequenceOfWhichTooManyWaitNoneIsCompared() throws Exception {
    open(WeightsFixture.settings(3, 2, ONE), null);
    tokens("a", 1, 4);
    tokens("b", 1, 3);
    assertThat(operator.numEventTimeTimers()).isEqualTo(1);
    weights(N, 1, 1);
    tokens("a", 5, 6);

    assertThat(evaluated()).isEqualTo(expected(1, 1, 1, 3));
  }

  @Test
  void sequencesOfWhichTheBeginningIsMissingAreLeftOut() throws Exception {
    open(WeightsFixture.settings(3, 2, ONE), null);
    weights(N, 1, 1);
    tokens("late", 4, 6);
    assertThat(evaluated()).isEmpty();
    tokens("gap", 1, 2);
    tokens("gap", 4, 6);
    assertThat(evaluated()).isEqualTo(expected(1, 1, 1, 2));
    operator.processElement(new StreamRecord<>(LearnedToken.end("gap"), 0));
    tokens("gap", 1, 2);
    assertThat(evaluated()).hasSize(2);
  }

  @Test
  void aModelOfOtherTokensPredictsNothing() throws Exception {
    open(WeightsFixture.settings(3, 2, ONE), null);
    weights(N + 1, 1, 1);
    tokens("a", 1, 6);

    assertThat(evaluated()).isEmpty();
  }
}
