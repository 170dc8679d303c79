// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Keyed;
import dev.sluice.models.mesa.LossHistogram;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.schemas.MesaLearner;
import dev.sluice.schemas.MesaSnapshot;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SummariseFunctionTest {
  private static final List<String> LEARNERS = List.of("zero", "copy");

  private KeyedOneInputStreamOperatorTestHarness<String, LossPart, Keyed<MesaSnapshot>> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Summarise(Fixture.settings(LEARNERS, 1, 0))),
            LossPart::group,
            Types.STRING);
    harness.setup(Keyed.typeInfo(MesaSnapshot.class).createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  /** A part of one token with losses 1 and {@code loss} in some bins of steps. */
  private static LossPart part(double loss, boolean counted, int... bins) {
    Totals totals =
        new Totals(1, bins.length, 0, 1000, 2, 2, "", new double[] {0, 0}, new double[] {0, 0});
    long[] row = LossRows.add(null, new double[] {1, loss});
    long[] histogram = counted ? LossHistogram.add(null, new double[] {1, loss}) : new long[0];
    long[] rows = new long[bins.length * row.length];
    long[] histograms = new long[bins.length * histogram.length];
    int[] lengths = new int[bins.length];
    for (int i = 0; i < bins.length; i++) {
      System.arraycopy(row, 0, rows, i * row.length, row.length);
      System.arraycopy(histogram, 0, histograms, i * histogram.length, histogram.length);
      lengths[i] = histogram.length;
    }
    return new LossPart("g", totals, bins, rows, lengths, histograms);
  }

  private MesaSnapshot snapshot() throws Exception {
    harness.processWatermark(Watermark.MAX_WATERMARK);
    List<Keyed<MesaSnapshot>> all = harness.extractOutputValues();
    return all.get(all.size() - 1).record();
  }

  @Test
  void quantilesAreOfAllParts() throws Exception {
    for (double loss : new double[] {4, 2, 8}) {
      harness.processElement(part(loss, true, 2, 1), 0);
    }
    harness.processElement(part(LossTable.LIMIT, true, 2), 0);
    harness.processElement(part(0, true, 3), 0);
    MesaLearner copy = snapshot().getLearners().get(1);

    assertThat(copy.getN()).containsExactly(3L, 4L, 1L);
    assertThat(copy.getQ05()).containsExactly(2.063, 2.063, 0.0);
    assertThat(copy.getMedian()).containsExactly(4.125, 4.125, 0.0);
    assertThat(copy.getQ95()).as("one of four is beyond").containsExactly(8.25, null, 0.0);
  }

  /** As a savepoint from before there were histograms has them. */
  @Test
  void lossesWithoutHistogramsHaveNoQuantiles() throws Exception {
    harness.processElement(part(4, false, 1, 2), 0);
    harness.processElement(part(8, true, 3, 2), 0);
    MesaLearner copy = snapshot().getLearners().get(1);

    assertThat(copy.getN()).containsExactly(1L, 2L, 1L);
    assertThat(copy.getMean()).containsExactly(4.0, 6.0, 8.0);
    assertThat(copy.getMedian()).containsExactly(null, null, 8.25);
    assertThat(copy.getQ05()).containsExactly(null, null, 8.25);
    assertThat(copy.getQ95()).containsExactly(null, null, 8.25);
  }
}
