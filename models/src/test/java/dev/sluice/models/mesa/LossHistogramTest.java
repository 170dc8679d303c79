// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LossHistogramTest {
  private static final int LEARNERS = 3;
  private static final int LOSSES = 500;

  /** Losses from 1e-12 to 1e12, with a NaN, a 0 and what is beyond now and then. */
  private static double[] losses(int number) {
    UniformRandomProvider random = KeyedRandom.of(1, "losses", number);
    double[] losses = new double[LEARNERS];
    for (int i = 0; i < LEARNERS; i++) {
      losses[i] = Math.pow(10, 24 * random.nextDouble() - 12);
    }
    losses[0] = number % 11 == 0 ? 0 : losses[0];
    losses[1] = number % 13 == 0 ? Double.POSITIVE_INFINITY : losses[1];
    losses[2] = number % 7 == 0 ? Double.NaN : losses[2];
    return losses;
  }

  private static long[] of(int[] numbers, int from, int to) {
    long[] histograms = null;
    for (int i = from; i < to; i++) {
      histograms = LossHistogram.add(histograms, losses(numbers[i]));
    }
    return histograms;
  }

  private static long[] of(double... losses) {
    long[] histogram = null;
    for (double loss : losses) {
      histogram = LossHistogram.add(histogram, new double[] {loss});
    }
    return histogram;
  }

  private static double only(double loss) {
    return LossHistogram.quantile(of(loss), 0, 0.5);
  }

  @Test
  void anyOrderAndAnyPartsGiveTheSame() {
    long[] whole = of(PermutationSampler.natural(LOSSES), 0, LOSSES);
    for (int seed = 0; seed < 20; seed++) {
      int[] order = PermutationSampler.natural(LOSSES);
      PermutationSampler.shuffle(KeyedRandom.of(seed, "order"), order);
      int cut = seed == 0 ? 0 : seed == 1 ? 1 : 25 * seed;
      long[] some = of(order, 0, cut);
      long[] others = of(order, cut, LOSSES);

      assertThat(LossHistogram.merge(some, others)).isEqualTo(whole);
      assertThat(LossHistogram.merge(others, some)).isEqualTo(whole);
    }
  }

  @Test
  void quantilesAreOfTheSortedLosses() {
    long[] histograms = of(PermutationSampler.natural(LOSSES), 0, LOSSES);
    for (int learner = 0; learner < LEARNERS; learner++) {
      int of = learner;
      double[] sorted =
          IntStream.range(0, LOSSES)
              .mapToDouble(number -> losses(number)[of])
              .filter(loss -> !Double.isNaN(loss))
              .sorted()
              .toArray();
      assertThat(LossHistogram.count(histograms, learner)).isEqualTo(sorted.length);
      for (int percent : new int[] {1, 5, 25, 50, 75, 95, 99, 100}) {
        double expected = sorted[(percent * sorted.length + 99) / 100 - 1];
        double found = LossHistogram.quantile(histograms, learner, percent / 100.0);
        if (expected == 0 || expected >= LossTable.LIMIT) {
          assertThat(found).isEqualTo(expected);
        } else {
          assertThat(found).isCloseTo(expected, within(expected / 32));
        }
      }
    }
    assertThat(LossHistogram.count(histograms, LEARNERS)).isZero();
    assertThat(LossHistogram.quantile(histograms, LEARNERS, 0.5)).isNaN();
  }

  /** Of 140 losses a twentieth are 7: at or below the seventh. */
  @Test
  void sharesAreTakenAsTheyAreWritten() {
    double[] powers = new double[140];
    Arrays.setAll(powers, i -> Math.scalb(1.0, i - 100));

    assertThat(LossHistogram.quantile(of(powers), 0, 0.05)).isEqualTo(middle(powers[6]));
    assertThat(LossHistogram.quantile(of(powers), 0, 0.95)).isEqualTo(middle(powers[132]));
    assertThat(LossHistogram.quantile(of(powers), 0, 0.5)).isEqualTo(middle(powers[69]));
    assertThat(LossHistogram.quantile(of(powers), 0, 1e-9)).isEqualTo(middle(powers[0]));
  }

  private static double middle(double powerOfTwo) {
    return 33 * powerOfTwo / 32;
  }

  @Test
  void sixteenBinsAreADoubling() {
    for (int k = 0; k < 16; k++) {
      double first = 4 * (1 + k / 16.0);
      double middle = 4 * (1 + (k + 0.5) / 16);
      assertThat(only(first)).isEqualTo(middle);
      assertThat(only(Math.nextDown(first + 0.25))).isEqualTo(middle);
    }
    assertThat(of(4, 4.2, 4.25, 4.3)).as("two bins").hasSize(2);
  }

  @Test
  void smallestAndLargestHaveBinsOfTheirOwn() {
    assertThat(only(0)).isZero();
    assertThat(only(-0.0)).isZero();
    assertThat(only(Double.MIN_NORMAL)).isCloseTo(Double.MIN_NORMAL, Percentage.withPercentage(4));
    assertThat(only(Double.MIN_VALUE)).isPositive().isLessThan(Double.MIN_NORMAL);
    assertThat(only(Math.nextDown(LossTable.LIMIT)))
        .isCloseTo(LossTable.LIMIT, Percentage.withPercentage(4))
        .isLessThan(LossTable.LIMIT);
    for (double beyond :
        new double[] {LossTable.LIMIT, 1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
      assertThat(only(beyond)).isInfinite();
    }
    assertThat(of(Double.NaN)).isEmpty();
  }

  /** A count that has no room is not the number of losses, which tells. */
  @Test
  void aCountDoesNotGrowIntoTheNextBin() {
    long[] many = of(1);
    for (int doubling = 0; doubling < 50; doubling++) {
      many = LossHistogram.merge(many, many.clone());
    }
    long[] more = LossHistogram.add(many.clone(), new double[] {1});

    assertThat(more).isEqualTo(many).hasSize(1);
    assertThat(LossHistogram.count(many, 0)).isEqualTo((1L << 43) - 1);
    assertThat(LossHistogram.quantile(many, 0, 0.95)).isEqualTo(1.03125);
  }

  @Test
  void theLastLearnerHasRoomAndOneMoreHasNot() {
    double[] losses = new double[LossHistogram.LEARNERS];
    Arrays.fill(losses, Double.POSITIVE_INFINITY);
    long[] histograms = LossHistogram.add(null, losses);

    assertThat(histograms).hasSize(32).isSorted();
    assertThat(LossHistogram.count(histograms, 31)).isEqualTo(1);
    assertThatThrownBy(() -> LossHistogram.add(null, new double[33]))
        .hasMessage("no histograms of 33 learners");
    assertThatThrownBy(() -> LossHistogram.quantile(histograms, 0, 0))
        .hasMessage("no quantile of 0.0");
    assertThatThrownBy(() -> LossHistogram.quantile(histograms, 0, Double.NaN))
        .hasMessage("no quantile of NaN");
  }

  @Test
  void nothingMergesToTheOther() {
    long[] some = of(1, 2);

    assertThat(LossHistogram.merge(null, null)).isEmpty();
    assertThat(LossHistogram.merge(some, null)).isSameAs(some);
    assertThat(LossHistogram.merge(new long[0], some)).isSameAs(some);
  }
}
