// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A change is found in any unit and about any origin, at the same sample. */
class EquivariantDetectionTest {
  private static final int BURN_IN = 2_000;
  private static final int SHIFT = 3_500;
  private static final int END = 4_200;
  private static final Domain ONE = Domain.continuous(1);

  /** N(0, 1), then N(3, 1). */
  private static double[] shifted(int n, Shifts.Noise noise) {
    return new double[] {noise.normal() + (n < SHIFT ? 0 : 3)};
  }

  private static AdaptationReport report(long seed, UnaryOperator<double[]> units) {
    List<Observation> samples =
        Shifts.samples(EquivariantDetectionTest::shifted, 0, END, seed, units);
    return Shifts.report(ONE, Dag.empty(1), Shifts.settings(BURN_IN, 30), samples);
  }

  private static UnaryOperator<double[]> units(double mean, double scale) {
    return x -> new double[] {mean + scale * x[0]};
  }

  private static List<List<Long>> alarms(AdaptationReport report) {
    return report.events().stream().map(e -> List.of(e.alarmAt(), e.changeAt())).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1e-9",
    "0, 1e9",
    "1000, 1",
    "1013, 8",
    ".0034, .0012",
    "-1e9, 1",
    "1e-9, 1e-9",
    "1, 1e-6"
  })
  void aShiftIsFoundInAnyUnitAndAboutAnyOrigin(double mean, double scale) {
    assertThatShiftsAreFound(mean, scale, 2);
  }

  /** All combinations that leave a double seven digits of the scale. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e-6, .01, .1, 1, 8, 1e3, 1e6, 1e9})
  void aShiftIsFoundAtFortyCombinationsOfMeanAndScale(double scale) {
    for (double mean : new double[] {0, 1e-9, 1, -1e3, 1e9}) {
      if (Math.abs(mean) / scale <= 1e9) {
        assertThatShiftsAreFound(mean, scale, 20);
      }
    }
  }

  private static void assertThatShiftsAreFound(double mean, double scale, int seeds) {
    for (long seed = 1; seed <= seeds; seed++) {
      AdaptationReport found = report(seed, units(mean, scale));
      List<List<Long>> atUnitScale = alarms(report(seed, UnaryOperator.identity()));
      assertThat(alarms(found)).isEqualTo(atUnitScale);
      assertThat(atUnitScale)
          .last()
          .satisfies(last -> assertThat(last.get(0)).isBetween(3_501L, 3_520L));
      assertThat(found.runLengthGuaranteed()).isTrue();
    }
  }

  /**
   * Powers of two are free of rounding: everything is the same bit for bit but for the Jacobian.
   */
  @ParameterizedTest
  @ValueSource(ints = {-300, -30, 7, 40, 300})
  void powersOfTwoChangeNoBit(int exponent) {
    AdaptationReport unit = report(1, UnaryOperator.identity());
    AdaptationReport scaled = report(1, x -> new double[] {Math.scalb(x[0], exponent)});

    assertThat(scaled.events()).isNotEmpty().isEqualTo(unit.events());
    assertThat(scaled.mechanisms()).isEqualTo(unit.mechanisms());
    for (int c = 0; c < unit.columns().size(); c++) {
      double jacobian = exponent * Math.log(2);
      assertThat(scaled.columns().get(c).windowLoss())
          .isCloseTo(unit.columns().get(c).windowLoss() + jacobian, within(1e-9));
      assertThat(
              Double.compare(
                  scaled.columns().get(c).forgetting(), unit.columns().get(c).forgetting()))
          .isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Learners.class)
  void everyColumnMayHaveItsOwnUnit(Learners learners) {
    int shift = learners == Learners.NEURAL ? 400 : 1_500;
    Shifts.Law law =
        (n, noise) -> {
          double x = noise.normal();
          double y = 100 * x + noise.normal() + (n < shift ? 0 : 5);
          return new double[] {x, y, y - x + noise.normal()};
        };
    int end = learners == Learners.NEURAL ? 480 : 2_000;
    AdaptationReport unit = report(law, learners, end, x -> x);
    AdaptationReport scaled =
        report(law, learners, end, x -> new double[] {0x1p-33 * x[0], 0x1p29 * x[1], 0x1p5 * x[2]});

    assertThat(scaled.mechanisms()).hasSize(3).isEqualTo(unit.mechanisms());
    assertThat(scaled.events()).isEqualTo(unit.events());
    if (learners == Learners.CONJUGATE) {
      // of the noise that the parent leaves, which is a hundredth of the deviation
      assertThat(unit.events()).anyMatch(e -> e.mechanism() == 1 && e.alarmAt() < 1_510);
    }
  }

  private static AdaptationReport report(
      Shifts.Law law, Learners learners, int end, UnaryOperator<double[]> units) {
    AdaptationSettings settings =
        new AdaptationSettings(
            learners == Learners.NEURAL ? 256 : 1_000,
            learners == Learners.NEURAL ? 32 : 1,
            Double.POSITIVE_INFINITY,
            30,
            30,
            20_000,
            200,
            3,
            512,
            8,
            100,
            1);
    return Shifts.report(
        Domain.continuous(3),
        Shifts.chain(3),
        learners,
        settings,
        Shifts.samples(law, 0, end, 3, units));
  }

  /** As of the electricity market: values about .003 with rare spikes, whose level changes. */
  @Test
  void aLevelOfThousandthsWithRareSpikesIsFound() {
    for (long seed = 1; seed <= 3; seed++) {
      List<Observation> samples =
          Shifts.samples(
              (n, noise) -> {
                double spike = noise.uniform().nextDouble() < 4e-3 ? .05 : 0;
                double level = n < SHIFT ? .0034 : .0047;
                return new double[] {level + .0004 * noise.normal() + spike, noise.normal()};
              },
              0,
              END,
              seed);
      AdaptationReport report =
          Shifts.report(Domain.continuous(2), Dag.empty(2), Shifts.settings(BURN_IN, 30), samples);
      assertThat(report.events())
          .filteredOn(e -> e.mechanism() == 0 && e.alarmAt() > SHIFT)
          .first()
          .satisfies(
              e -> {
                assertThat(e.alarmAt()).isBetween(SHIFT + 1L, SHIFT + 20L);
                assertThat(e.changeAt()).isBetween(SHIFT - 2L, SHIFT + 2L);
                assertThat(e.action()).isEqualTo(ShiftEvent.Action.ADAPTED);
              });
    }
  }

  /** A column that has not varied in the burn-in begins to. */
  @ParameterizedTest
  @ValueSource(doubles = {0, .003467, -1e9})
  void aColumnThatWasConstantIsFoundWhenItMoves(double level) {
    for (double moved : new double[] {1e-9, 1e-3, 1e9}) {
      double step = level == 0 ? moved : level * .01;
      List<Observation> samples =
          Shifts.samples(
              (n, noise) ->
                  new double[] {level + (n < 500 ? 0 : step * noise.normal()), noise.normal()},
              0,
              800,
              1);
      AdaptationReport report =
          Shifts.report(Domain.continuous(2), Shifts.chain(2), Shifts.settings(400, 30), samples);
      assertThat(report.events()).extracting(ShiftEvent::mechanism).containsExactly(0);
      assertThat(report.events().get(0).alarmAt()).isBetween(501L, 530L);
      assertThat(report.events().get(0).action()).isEqualTo(ShiftEvent.Action.ADAPTED);
    }
  }

  /**
   * Constant, duplicated, converted, summed: no refusal, no NaN, and the rest is judged as ever.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-6, 1, 1e6, 1e12})
  void columnsThatFollowFromOthersGiveFiniteLosses(double scale) {
    Shifts.Law law =
        (n, noise) -> {
          double a = scale * noise.normal();
          double b = noise.normal() + (n < 700 ? 0 : 4);
          return new double[] {a, a, 2.54 * a, b, a + scale * b, 7 * scale};
        };
    int d = 6;
    int[][] edges = new int[d * (d - 1) / 2][];
    for (int j = 1, e = 0; j < d; j++) {
      for (int i = 0; i < j; i++) {
        edges[e++] = new int[] {i, j};
      }
    }
    Prequential engine =
        Prequential.of(
            Domain.continuous(d),
            Dag.ofEdges(d, edges),
            null,
            Learners.CONJUGATE,
            new AdaptationSettings(
                500, 1, Double.POSITIVE_INFINITY, 30, 30, 20_000, 200, 3, 512, 8, 100, 1));
    AdaptationState state = engine.begin();
    List<Double> losses = new ArrayList<>();
    for (int from = 0; from < 1_000; from += 100) {
      state = engine.observe(state, Shifts.samples(law, from, from + 100, 1));
      assertThat(engine.infiniteLoss(state)).isNull();
      assertThat(engine.infiniteParameter(state)).isNull();
      engine.report(state).columns().forEach(column -> losses.add(column.cumulativeLoss()));
    }
    assertThat(losses).isNotEmpty().allMatch(loss -> Double.isFinite(loss) || loss.isNaN());
    assertThat(engine.report(state).events())
        .extracting(ShiftEvent::mechanism, ShiftEvent::changeAt)
        .containsExactly(tuple(3, 700L));
    assertThat(state.frame().scale()[5]).isEqualTo(7 * scale);
  }
}
