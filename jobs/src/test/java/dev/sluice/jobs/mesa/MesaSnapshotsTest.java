// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LearnerNames;
import dev.sluice.models.mesa.LossHistogram;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.models.mesa.StepBin;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.MesaLearner;
import dev.sluice.schemas.MesaSnapshot;
import java.util.Collections;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class MesaSnapshotsTest {

  /** So many learners on sequences of steps as long as they can be. */
  private static MesaSnapshot snapshot(int learners, int steps) {
    List<Contender> contenders = Collections.nCopies(learners, LearnerNames.parse("ridge:0.001"));
    LossTable table = LossTable.of(learners);
    long[][] histograms = new long[steps][];
    UniformRandomProvider random = KeyedRandom.of(1, "large");
    for (int sequence = 0; sequence < 10; sequence++) {
      for (int step = 1; step <= steps; step++) {
        double[] losses = random.doubles(learners, 0, 1e-4).toArray();
        table.add(step, losses);
        histograms[step - 1] = LossHistogram.add(histograms[step - 1], losses);
      }
    }
    double[] numbers = random.doubles(learners).toArray();
    Totals totals = new Totals(10, 10L * steps, 0, 1000, 2, 2, "linear", numbers, numbers);
    return MesaSnapshots.of("g", totals, table, histograms, contenders);
  }

  private static int bytes(MesaSnapshot snapshot) {
    return KafkaSettings.of("unused:1")
        .encoder(MesaSnapshot.class, "topic")
        .encode(snapshot)
        .length;
  }

  /** A producer of Kafka takes a mebibyte; what is larger has no results at all. */
  @Test
  void aRecordWithQuantilesHasRoom() {
    MesaSnapshot large = snapshot(6, StepBin.LAST);
    assertThat(large.getLearners())
        .allSatisfy(
            learner -> assertThat(learner.getMedian()).hasSize(StepBin.LAST).doesNotContainNull());
    assertThat(bytes(large)).isLessThan(1_000_000);

    MesaSnapshot wide = snapshot(16, 625);
    assertThat(16 * 625).isEqualTo(MesaSnapshots.MOST_QUANTILES);
    assertThat(wide.getLearners().get(15).getQ95()).hasSize(625).doesNotContainNull();
    assertThat(bytes(wide)).isLessThan(1_000_000);
  }

  @Test
  void aLargerOneIsWithoutThem() {
    MesaSnapshot larger = snapshot(7, StepBin.LAST);
    for (MesaLearner learner : larger.getLearners()) {
      assertThat(learner.getMean()).hasSize(StepBin.LAST).doesNotContainNull();
      assertThat(learner.getQ05()).isEmpty();
      assertThat(learner.getMedian()).isEmpty();
      assertThat(learner.getQ95()).isEmpty();
    }
    assertThat(bytes(larger)).isLessThan(1_000_000);
  }
}
