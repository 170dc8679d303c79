// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/** Intervals of a running comparison, and what is beyond all bounds. */
class RunningIntervalsTest {

  /** Blocks left out one by one, and the textbook's formula. */
  @Test
  void intervalsAreOfTheJackknifeOverBlocks() {
    List<ComparedToken> tokens = ComparedToken.all();
    RunningComparison all = ComparedToken.of(tokens);
    List<Integer> blocks = tokens.stream().map(ComparedToken::block).distinct().toList();
    int g = blocks.size();
    double[] gaps = new double[g];
    double[] distances = new double[g];
    double[] margins = new double[g];
    for (int i = 0; i < g; i++) {
      int left = blocks.get(i);
      RunningComparison rest =
          ComparedToken.of(tokens.stream().filter(t -> t.block() != left).toList());
      gaps[i] = rest.lossGap(1).value();
      distances[i] = rest.distance(1).value();
      margins[i] = rest.distance(all.second()).value() - distances[i];
    }
    assertThat(g).isGreaterThan(20).isLessThan(RunningComparison.BLOCKS);
    assertInterval(all.lossGap(1), gaps);
    assertInterval(all.distance(1), distances);
    assertInterval(all.margin(), margins);
  }

  private static void assertInterval(Estimate estimate, double[] without) {
    int g = without.length;
    // pseudovalues, of which the interval is that of a mean
    double[] pseudovalues =
        Arrays.stream(without).map(w -> g * estimate.value() - (g - 1) * w).toArray();
    double mean = Arrays.stream(pseudovalues).average().orElseThrow();
    double variance =
        Arrays.stream(pseudovalues).map(p -> (p - mean) * (p - mean)).sum() / (g - 1) / g;
    double t = TDistribution.of(g - 1).inverseCumulativeProbability(0.975);
    Interval interval = estimate.interval();
    assertThat(interval.upper() - estimate.value())
        .isCloseTo(t * Math.sqrt(variance), within(1e-9));
    assertThat(estimate.value() - interval.lower())
        .isCloseTo(t * Math.sqrt(variance), within(1e-9));
  }

  /**
   * g is a token of three standard normal entries, and f = 1.2 g + u, u the same in a whole
   * sequence: the distance is 0.04 + 0.09, of the losses 3 / 2 and (0.13 x 3 + 3) / 2 are known, as
   * what comes is g and noise. An interval that took tokens for independent would miss it mostly.
   */
  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    int trials = 300;
    int gaps = 0;
    int distances = 0;
    for (int trial = 0; trial < trials; trial++) {
      UniformRandomProvider random = KeyedRandom.of(trial, "coverage");
      ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
      RunningComparison comparison = RunningComparison.of(1);
      for (int b = 0; b < 64; b++) {
        int block = RunningComparison.block(trial + "/" + b);
        double[] u = {0.3 * normal.sample(), 0.3 * normal.sample(), 0.3 * normal.sample()};
        for (int t = 1; t <= 20; t++) {
          double[] g = {normal.sample(), normal.sample(), normal.sample()};
          double[] f = new double[3];
          double[] next = new double[3];
          for (int i = 0; i < 3; i++) {
            f[i] = 1.2 * g[i] + u[i];
            next[i] = g[i] + normal.sample();
          }
          comparison.add(t, block, next, f, new double[][] {g});
        }
      }
      gaps += comparison.lossGap(0).interval().contains(0.13) ? 1 : 0;
      distances += comparison.distance(0).interval().contains(0.13) ? 1 : 0;
    }
    assertThat(gaps / (double) trials).isBetween(0.91, 0.985);
    assertThat(distances / (double) trials).isBetween(0.91, 0.985);
  }

  @Test
  void fewBlocksGiveNoInterval() {
    List<ComparedToken> tokens = ComparedToken.all();
    int block = tokens.get(0).block();
    RunningComparison one =
        ComparedToken.of(tokens.stream().filter(t -> t.block() == block).toList());

    assertThat(one.distance(1).value()).isPositive().isFinite();
    assertThat(one.distance(1).interval()).isEqualTo(Interval.BLANK);
    assertThat(one.lossGap(1).interval()).isEqualTo(Interval.BLANK);
    assertThat(one.margin().interval()).isEqualTo(Interval.BLANK);

    RunningComparison none = RunningComparison.of(2);
    assertThat(none.tokens()).isZero();
    assertThat(none.bins()).isZero();
    assertThat(none.loss()).isNaN();
    assertThat(none.distance(0)).isEqualTo(new Estimate(Double.NaN, Interval.BLANK));
    assertThat(none.closest()).isEqualTo(-1);
    assertThat(none.second()).isEqualTo(-1);
    assertThat(none.margin()).isNull();
  }

  private static RunningComparison even(double[] token, double[] ofModel, double[]... others) {
    RunningComparison comparison = RunningComparison.of(others.length);
    for (int block = 0; block < 10; block++) {
      comparison.add(1, block, token, ofModel, others);
    }
    return comparison;
  }

  @Test
  void nothingIsNotFarFromNothing() {
    double[] zero = {0, 0};
    RunningComparison both = even(new double[] {1, 2}, zero, zero);
    assertThat(both.distance(0)).isEqualTo(new Estimate(0, new Interval(0, 0)));
    assertThat(both.lossGap(0)).isEqualTo(new Estimate(0, new Interval(0, 0)));

    RunningComparison something = even(new double[] {1, 2}, new double[] {1, 2}, zero);
    assertThat(something.distance(0).value()).isInfinite();
    assertThat(something.distance(0).interval().lower()).isInfinite();
    assertThat(something.lossGap(0).value()).isEqualTo(-1);

    RunningComparison exact = even(zero, zero, zero);
    assertThat(exact.lossGap(0).value()).isZero();
  }

  /** Squares of less than 2^-96 are cut off, differences are not. */
  @Test
  void smallNumbersAreNotAlikeForThat() {
    for (double scale : new double[] {1e-16, 1e-200}) {
      RunningComparison small =
          even(
              new double[] {5 * scale},
              new double[] {scale},
              new double[] {2 * scale},
              new double[] {scale});
      assertThat(small.distance(0).value()).isInfinite();
      assertThat(small.distance(1).value()).isZero();
      assertThat(small.closest()).isEqualTo(1);
    }
    for (double off : new double[] {0x1p-49, 0x1.2p-48, 0x1.6p-48, 0x1p-40}) {
      RunningComparison lossy = even(new double[] {0}, new double[] {off}, new double[] {0});
      assertThat(lossy.loss()).isPositive();
      assertThat(lossy.lossGap(0).value()).as("something more than nothing").isInfinite();
    }
  }

  @Test
  void onePredictionThatIsNotFiniteIsInfinitelyFar() {
    for (double bad :
        new double[] {
          Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e200, -0x1p40
        }) {
      List<ComparedToken> tokens = new ArrayList<>(ComparedToken.all());
      ComparedToken first = tokens.get(0);
      double[] wrong = {0, bad, 0};
      tokens.set(
          0, new ComparedToken(first.bin(), first.block(), first.token(), wrong, first.others()));
      RunningComparison comparison = ComparedToken.of(tokens);
      int block = first.block();
      int sequences =
          ComparedToken.of(tokens.stream().filter(t -> t.block() != block).toList()).closest();

      assertThat(sequences).as("without it").isEqualTo(1);
      assertThat(comparison.loss()).isInfinite();
      assertThat(comparison.lossGap(1).value()).isInfinite();
      assertThat(comparison.lossGap(1).interval().lower()).isInfinite();
      assertThat(comparison.distance(1).value()).isInfinite();
      assertThat(comparison.distance(1, 1)).isInfinite();
      assertThat(comparison.distance(1, 2)).isFinite();
      assertThat(comparison.margin().value()).isZero();
    }
  }

  /** Two who predict the same infinity are no algorithm's model. */
  @Test
  void whoDivergesAlikeIsNotTheSame() {
    double[] infinite = {Double.POSITIVE_INFINITY};
    RunningComparison comparison =
        even(new double[] {1}, infinite, infinite, new double[] {Double.NaN});

    for (int a = 0; a < 2; a++) {
      assertThat(comparison.distance(a).value()).isInfinite();
      assertThat(comparison.lossGap(a).value()).isInfinite();
      assertThat(comparison.distance(a).interval().lower()).isInfinite();
    }
    RunningComparison theirs = even(new double[] {1}, new double[] {1}, infinite);
    assertThat(theirs.distance(0).value()).isInfinite();
    assertThat(theirs.lossGap(0).value()).isEqualTo(-1);
  }

  /** All that an algorithm predicted that is not 0 is in one block: without it there is nothing. */
  @Test
  void whatHangsOnOneBlockIsNotKnown() {
    RunningComparison comparison = RunningComparison.of(1);
    for (int block = 0; block < 10; block++) {
      double[] g = {block == 0 ? 100 : 0};
      comparison.add(1, block, new double[] {1}, new double[] {1}, new double[][] {g});
    }
    assertThat(comparison.distance(0).value()).isCloseTo(0.981, within(1e-12));
    assertThat(comparison.distance(0).interval())
        .isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
  }
}
