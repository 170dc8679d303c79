// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Pace;
import dev.sluice.models.mesa.LossHistogram;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.models.mesa.StepBin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SumLossesFunctionTest {
  private KeyedOneInputStreamOperatorTestHarness<Tuple2<String, Integer>, ScoredToken, LossPart>
      harness;

  @BeforeEach
  void open() throws Exception {
    open(null);
  }

  private void open(OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new SumLosses(new Pace(100))),
            token -> Tuple2.of(token.group(), token.bucket()),
            Types.TUPLE(Types.STRING, Types.INT));
    harness.setup(TypeInformation.of(LossPart.class).createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  /** A token of the group g, of two entries, whose losses are those of two learners. */
  private static ScoredToken token(int bin, double... losses) {
    Totals totals =
        new Totals(
            bin == 0 ? 1 : 0, 1, 0, 1000 + bin, 2, 2, "", new double[] {Double.NaN, bin}, losses);
    return new ScoredToken("g", 3, totals, bin, losses);
  }

  private void send(ScoredToken... tokens) throws Exception {
    for (ScoredToken token : tokens) {
      harness.processElement(token, 0);
    }
  }

  private static LossTable table(LossPart part) {
    int length = part.rows().length / part.bins().length;
    return LossRows.table(
        IntStream.range(0, part.bins().length)
            .mapToObj(
                i ->
                    Map.entry(
                        part.bins()[i],
                        Arrays.copyOfRange(part.rows(), i * length, (i + 1) * length)))
            .toList(),
        2);
  }

  private static long[] histogram(LossPart part, int number) {
    int from = Arrays.stream(part.lengths()).limit(number).sum();
    return Arrays.copyOfRange(part.histograms(), from, from + part.lengths()[number]);
  }

  private static long[] histogram(double... losses) {
    return LossHistogram.add(null, losses);
  }

  @Test
  void whatHasComeSinceGoesOutOncePerIntervalAndIsGoneThen() throws Exception {
    harness.setProcessingTime(1);
    send(token(0, 0, 0), token(1, 0.5, 2), token(2, 0.25, Double.NaN), token(1, 1.5, 4));
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.setProcessingTime(101);

    List<LossPart> parts = harness.extractOutputValues();
    assertThat(parts).hasSize(1);
    LossPart part = parts.get(0);
    assertThat(part.group()).isEqualTo("g");
    assertThat(part.totals().sequences()).isEqualTo(1);
    assertThat(part.totals().tokens()).isEqualTo(4);
    assertThat(part.totals().asOf()).isEqualTo(1002);
    assertThat(part.totals().residuals()).containsExactly(Double.NaN, 2);
    LossTable table = table(part);
    assertThat(table.mean(1, 0)).isEqualTo(1);
    assertThat(table.mean(1, 1)).isEqualTo(3);
    assertThat(table.mean(2, 0)).isEqualTo(0.25);
    assertThat(table.count(2, 1)).isZero();
    assertThat(part.bins()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(histogram(part, i))
          .isEqualTo(
              part.bins()[i] == 1
                  ? LossHistogram.merge(histogram(0.5, 2), histogram(1.5, 4))
                  : histogram(0.25, Double.NaN));
    }
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();

    send(token(1, 1, 1));
    harness.setProcessingTime(201);
    assertThat(harness.extractOutputValues()).hasSize(2);
    assertThat(harness.extractOutputValues().get(1).totals().tokens()).isEqualTo(1);
  }

  @Test
  void aFirstTokenAloneHasNoLosses() throws Exception {
    send(token(0, 0, 0));
    harness.processWatermark(Watermark.MAX_WATERMARK);

    LossPart part = harness.extractOutputValues().get(0);
    assertThat(part.bins()).isEmpty();
    assertThat(part.rows()).isEmpty();
    assertThat(part.lengths()).isEmpty();
    assertThat(part.histograms()).isEmpty();
    assertThat(part.totals().sequences()).isEqualTo(1);
  }

  @Test
  void aPartOfTheLongestSequencesIsBounded() throws Exception {
    for (int bin = 1; bin <= StepBin.LAST; bin++) {
      send(token(bin, bin, bin));
    }
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    open(state);
    harness.processWatermark(Watermark.MAX_WATERMARK);

    LossPart part = harness.extractOutputValues().get(0);
    assertThat(part.bins()).hasSize(StepBin.LAST);
    assertThat(part.rows()).hasSize(StepBin.LAST * 20);
    assertThat(part.lengths()).hasSize(StepBin.LAST).containsOnly(2);
    assertThat(part.histograms()).hasSize(StepBin.LAST * 2);
    assertThat(table(part).mean(StepBin.LAST, 1)).isEqualTo(StepBin.LAST);
  }
}
