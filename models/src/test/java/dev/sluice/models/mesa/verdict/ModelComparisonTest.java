// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import static dev.sluice.models.mesa.verdict.VerdictFixtures.function;
import static dev.sluice.models.mesa.verdict.VerdictFixtures.gd;
import static dev.sluice.models.mesa.verdict.VerdictFixtures.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.Baseline;
import dev.sluice.models.mesa.task.SequenceTask;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {
  private static final HeldOut SEQUENCES = HeldOut.of(SequenceTask.linear(3), 1, 0, 40, 6);

  private static Predictor share(double factor) {
    return function("share " + factor, (token, truth) -> times(factor, token));
  }

  /** c s is at the distance (c - 1)^2 from s, of whatever sequences. */
  @Test
  void distancesAreRelativeToTheAlgorithm() {
    List<Predictor> algorithms = List.of(share(1), share(2), share(1.5));
    ModelComparison comparison = ModelComparison.of(SEQUENCES, share(1.25), algorithms);

    assertThat(comparison.distance(0)).isCloseTo(0.0625, within(1e-12));
    assertThat(comparison.distance(1)).isCloseTo(0.140625, within(1e-12));
    assertThat(comparison.distance(2, 3)).isCloseTo(1 / 36.0, within(1e-12));
    assertThat(comparison.closest()).isEqualTo(2);
    assertThat(comparison.second()).isEqualTo(0);
    Estimate margin = Bootstrap.of(1).margin(comparison, 2, 0);
    assertThat(margin.value()).isCloseTo(0.0625 - 1 / 36.0, within(1e-12));
    assertThat(margin.interval().lower()).isCloseTo(margin.value(), within(1e-12));
    assertThat(margin.interval().upper()).isCloseTo(margin.value(), within(1e-12));
  }

  @Test
  void lossesAreHalfSquaredErrors() {
    ModelComparison comparison =
        ModelComparison.of(
            SEQUENCES, share(0), List.of(VerdictFixtures.learner(Baseline.COPY), share(0)));
    double[] zero = new double[6];
    double[] copy = new double[6];
    for (double[][] sequence : SEQUENCES.tokens()) {
      for (int t = 0; t < 6; t++) {
        for (int i = 0; i < 3; i++) {
          double next = sequence[t + 1][i];
          zero[t] += next * next / 80;
          copy[t] += (next - sequence[t][i]) * (next - sequence[t][i]) / 80;
        }
      }
    }
    for (int t = 1; t <= 6; t++) {
      assertThat(comparison.loss(t)).isCloseTo(zero[t - 1], within(1e-13));
      assertThat(comparison.lossOf(0, t)).isCloseTo(copy[t - 1], within(1e-13));
    }
    double ofZero = Arrays.stream(zero).average().orElseThrow();
    double ofCopy = Arrays.stream(copy).average().orElseThrow();
    assertThat(comparison.loss()).isCloseTo(ofZero, within(1e-13));
    assertThat(comparison.lossGap(0)).isCloseTo(ofZero / ofCopy - 1, within(1e-13));
    assertThat(comparison.lossGap(1)).isZero();
    assertThat(comparison.distance(1)).as("nothing from nothing").isZero();
  }

  /** At step 1 nobody has seen a pair, and both predict 0. */
  @Test
  void somethingIsInfinitelyFarFromNothing() {
    ModelComparison comparison =
        ModelComparison.of(SEQUENCES, share(1), List.of(gd(0.1), share(0)));

    assertThat(comparison.distance(0, 1)).isInfinite();
    assertThat(comparison.distance(0)).isFinite();
    assertThat(comparison.distance(1)).isInfinite();
    assertThat(comparison.closest()).isZero();
    Estimate margin = Bootstrap.of(1).margin(comparison, 0, 1);
    assertThat(margin.value()).isInfinite();
    Estimate distance = Bootstrap.of(1).distance(comparison, 1);
    assertThat(distance.value()).isInfinite();
  }

  @Test
  void intervalsAreTheSameEveryTimeAndHoldTheValue() {
    ModelComparison comparison = ModelComparison.of(SEQUENCES, share(0.5), List.of(gd(0.1)));
    Estimate gap = Bootstrap.of(7).lossGap(comparison, 0);
    Estimate distance = Bootstrap.of(7).distance(comparison, 0);

    assertThat(gap).isEqualTo(Bootstrap.of(7).lossGap(comparison, 0));
    assertThat(gap).isNotEqualTo(Bootstrap.of(8).lossGap(comparison, 0));
    assertThat(gap.interval().contains(gap.value())).isTrue();
    assertThat(distance.interval().contains(distance.value())).isTrue();
    assertThat(gap.interval().lower()).isLessThan(gap.interval().upper());
    assertThat(comparison.second()).isEqualTo(-1);
  }

  /** The interval of a mean gap is as wide as its standard error says: 2 x 1.96 of them. */
  @Test
  void intervalsAreAsWideAsErrors() {
    HeldOut many = HeldOut.of(SequenceTask.linear(3), 2, 0, 1000, 1);
    ModelComparison comparison = ModelComparison.of(many, share(0.5), List.of(share(0)));
    double[] ratios = new double[1000];
    double mean = 0;
    for (int b = 0; b < 1000; b++) {
      mean += comparison.pair(0).lossOf()[b] / 1000;
    }
    double variance = 0;
    for (int b = 0; b < 1000; b++) {
      ratios[b] =
          (comparison.lossOfSequence()[b]
                  - (1 + comparison.lossGap(0)) * comparison.pair(0).lossOf()[b])
              / mean;
      variance += ratios[b] * ratios[b] / 1000;
    }
    double error = Math.sqrt(variance / 1000);
    Estimate gap = Bootstrap.of(3).lossGap(comparison, 0);
    assertThat((gap.interval().upper() - gap.interval().lower()) / error)
        .isCloseTo(2 * 1.96, within(0.3));
  }

  @Test
  void algorithmsHaveDistancesToo() {
    AlgorithmDistances among =
        AlgorithmDistances.of(SEQUENCES, List.of(share(1), share(2), share(2.5)));

    assertThat(among.distances()[0][1]).isCloseTo(0.25, within(1e-12));
    assertThat(among.distances()[1][0]).isCloseTo(1, within(1e-12));
    assertThat(among.distances()[2][1]).isCloseTo(0.0625, within(1e-12));
    assertThat(among.distances()[1][1]).isZero();
    assertThat(among.nearest(0)).isEqualTo(1);
    assertThat(among.nearest(1)).isEqualTo(2);
    assertThat(AlgorithmDistances.of(SEQUENCES, List.of(share(1))).nearest(0)).isEqualTo(-1);
  }

  @Test
  void withoutAnAlgorithmThereIsNothingToCompare() {
    assertThatThrownBy(() -> ModelComparison.of(SEQUENCES, share(1), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
