// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.adaptation.AdaptationSettings;
import dev.sluice.models.adaptation.AdaptationState;
import dev.sluice.models.adaptation.Learners;
import dev.sluice.models.adaptation.Observation;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.models.adaptation.ShiftEvent;
import dev.sluice.models.adaptation.study.DetectionStudy.Row;
import dev.sluice.models.adaptation.study.DetectionStudy.Settings;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.ShiftedStream;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DetectionStudyTest {
  private static final int SEEDS = 60;
  private static final int RUN_LENGTH = 20_000;

  /** The acceptance bullet of detection: d = 6, K = 3, 20,000 burn-in, 60 seeds, ER-1 and ER-2. */
  @Test
  void findsTheChangedMechanismSoonWithFewFalseAlarms() {
    EnumSet<Detector> detectors =
        EnumSet.of(Detector.SHIRYAEV_ROBERTS, Detector.Z_TEST_CENTRED, Detector.Z_TEST_RAW);
    for (String density : List.of("er-1", "er-2")) {
      List<Row> rows = rows(settings(density, 20_000, 20_000, SEEDS, detectors));

      Row decisive = rows.get(0);
      assertThat(decisive.right()).isGreaterThanOrEqualTo(57);
      assertThat(decisive.delay(0.5)).isLessThanOrEqualTo(40);
      assertThat(decisive.falseAlarmsOverNominal()).isLessThanOrEqualTo(2);
      assertThat(rows.get(1).wronglyFlagged()).isLessThanOrEqualTo(2);
      assertThat(rows.get(2).wronglyFlagged()).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void aShortBurnInKeepsTheRunLength() {
    Row row =
        rows(settings("er-2", 2_000, 5_000, 20, EnumSet.of(Detector.SHIRYAEV_ROBERTS))).get(0);

    assertThat(row.falseAlarmsOverNominal()).isBetween(0.3, 1.2);
  }

  /** Until its first alarm: from then on the engine adapts. */
  @Test
  void theEngineDecidesAsItsRowSays() {
    Settings settings = settings("er-2", 2_000, 500, 12, EnumSet.of(Detector.SHIRYAEV_ROBERTS));
    long rights = 0;
    for (int seed = 1; seed <= settings.seeds(); seed++) {
      DetectionTrial trial = new DetectionTrial(settings, "er-2", 2_000, seed);
      DetectionOutcome outcome = trial.run().get(Detector.SHIRYAEV_ROBERTS);
      List<ShiftEvent> events = firstEvents(trial.stream(), 2_000);
      long change = trial.stream().schedule().source();
      ShiftEvent first = events.get(0);
      boolean right =
          trial.stream().regime(change).targets().equals(VariableSet.of(first.mechanism()));
      assertThat(outcome.falseAlarms() > 0).isEqualTo(first.alarmAt() <= change);
      if (first.alarmAt() <= change) {
        continue;
      }
      if (events.size() == 1 && right) {
        assertThat(outcome.right()).isTrue();
        assertThat(outcome.delay()).isEqualTo(first.alarmAt() - change);
        rights++;
      } else {
        assertThat(outcome.right()).isFalse();
      }
    }
    assertThat(rights).isBetween(4L, settings.seeds() - 1L);
  }

  private static List<ShiftEvent> firstEvents(ShiftedStream stream, int burnIn) {
    StructuralCausalModel source = stream.regime(0).model();
    AdaptationSettings settings =
        new AdaptationSettings(
            burnIn, 1, Double.POSITIVE_INFINITY, 30, 30, RUN_LENGTH, 200, 3, 512, 8, 1_000, 1);
    Prequential engine =
        Prequential.of(source.domain(), source.graph(), null, Learners.CONJUGATE, settings);
    AdaptationState state = engine.begin();
    for (long at = 0; state.events().isEmpty(); at++) {
      double[] values = stream.draw(at).values();
      Observation sample = new Observation(values, "all", 0, new double[0]);
      state = engine.observe(state, List.of(sample));
    }
    return state.events();
  }

  @Test
  void theSameSettingsGiveTheSameNumbers() {
    Settings settings = settings("er-1", 500, 500, 4, EnumSet.allOf(Detector.class));
    AtomicInteger done = new AtomicInteger();

    List<Row> rows = DetectionStudy.run(settings, done::incrementAndGet);

    assertThat(rows).hasSize(Detector.values().length).isEqualTo(rows(settings));
    assertThat(rows.get(0).outcomes()).hasSize(4).doesNotHaveDuplicates();
    assertThat(done).hasValue(DetectionStudy.systems(settings));
  }

  @Test
  void delaysCountWhatWasMissedAsLonger() {
    Row row =
        new Row(
            settings("er-1", 500, 100, 4, EnumSet.of(Detector.SHIRYAEV_ROBERTS)),
            "er-1",
            500,
            Detector.SHIRYAEV_ROBERTS,
            List.of(outcome(7), outcome(DetectionOutcome.MISSED), outcome(5), outcome(9)));

    assertThat(row.missed()).isEqualTo(1);
    assertThat(row.right()).isEqualTo(3);
    assertThat(row.delay(0.25)).isEqualTo(5);
    assertThat(row.delay(0.5)).isEqualTo(7);
    assertThat(row.delay(0.75)).isEqualTo(9);
    assertThat(row.delay(0.9)).isEqualTo(DetectionOutcome.MISSED);
    assertThat(row.falseAlarmRate()).isEqualTo(8.0 / 2_400);
    assertThat(row.falseAlarmsOverNominal()).isEqualTo(8.0 / 2_400 * RUN_LENGTH);
    assertThat(row.wronglyFlagged()).isEqualTo(4);
    assertThat(row.unchanged()).isEqualTo(20);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> settings("er-1", 0, 500, 4, EnumSet.allOf(Detector.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("burnIn: must be at least 1");
  }

  private static DetectionOutcome outcome(long delay) {
    return new DetectionOutcome(2, delay, delay != DetectionOutcome.MISSED, 1);
  }

  private static Settings settings(
      String density, int burnIn, int stationary, int seeds, Set<Detector> detectors) {
    return new Settings(
        List.of(density),
        6,
        MechanismFamily.parse("mlp:3"),
        List.of(burnIn),
        stationary,
        1_000,
        RUN_LENGTH,
        30,
        detectors,
        seeds);
  }

  private static List<Row> rows(Settings settings) {
    return DetectionStudy.run(settings, () -> {});
  }
}
