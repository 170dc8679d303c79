// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.junit.jupiter.api.Test;

class LossTableTest {
  private static final int LEARNERS = 3;
  private static final int LOSSES = 500;

  /** Losses from 1e-12 to 1e12, with a NaN now and then. */
  private static double[] losses(int number) {
    UniformRandomProvider random = KeyedRandom.of(1, "losses", number);
    double[] losses = new double[LEARNERS];
    for (int i = 0; i < LEARNERS; i++) {
      losses[i] = Math.pow(10, 24 * random.nextDouble() - 12);
    }
    losses[2] = number % 7 == 0 ? Double.NaN : losses[2];
    return losses;
  }

  private static int step(int number) {
    return 1 + number % 5;
  }

  private static LossTable of(int[] numbers, int from, int to) {
    LossTable table = LossTable.of(LEARNERS);
    for (int i = from; i < to; i++) {
      table.add(step(numbers[i]), losses(numbers[i]));
    }
    return table;
  }

  private static int[] order(int seed) {
    int[] order = PermutationSampler.natural(LOSSES);
    PermutationSampler.shuffle(KeyedRandom.of(seed, "order"), order);
    return order;
  }

  @Test
  void anyOrderAndAnyPartsGiveTheSameTable() {
    LossTable whole = of(PermutationSampler.natural(LOSSES), 0, LOSSES);
    for (int seed = 0; seed < 20; seed++) {
      int[] order = order(seed);
      int cut = seed == 0 ? 0 : seed == 1 ? 1 : 25 * seed;
      LossTable table = of(order, 0, cut);
      table.merge(of(order, cut, LOSSES));

      assertThat(table.cells).isEqualTo(whole.cells);
      assertThat(table.steps).isEqualTo(whole.steps);
    }
  }

  @Test
  void sumsAreExact() {
    long[] words = new long[ExactSum.WORDS];
    BigDecimal sum = BigDecimal.ZERO;
    UniformRandomProvider random = KeyedRandom.of(2, "numbers");
    for (int i = 0; i < 2000; i++) {
      // whole multiples of 2^-96, from the smallest to the largest that have room
      double number = Math.scalb(1 + random.nextDouble(), -44 + random.nextInt(170));
      ExactSum.add(words, 0, number);
      sum = sum.add(new BigDecimal(number));
    }
    BigInteger expected = sum.multiply(new BigDecimal(BigInteger.TWO.pow(96))).toBigIntegerExact();

    assertThat(ExactSum.multiples(words, 0)).isEqualTo(expected);
    assertThat(ExactSum.value(expected)).isEqualTo(sum.doubleValue());
  }

  @Test
  void carriesGoThroughAllWords() {
    long[] words = {-1, -1, -1, 0};
    ExactSum.add(words, 0, 0x1p-96);

    assertThat(words).containsExactly(0, 0, 0, 1);
  }

  @Test
  void whatIsTooSmallIsCutOff() {
    long[] words = new long[ExactSum.WORDS];
    ExactSum.add(words, 0, 0);
    ExactSum.add(words, 0, 0x1.8p-97);
    ExactSum.add(words, 0, 0x1.8p-96);
    ExactSum.add(words, 0, Double.MIN_VALUE);

    assertThat(words).containsExactly(1, 0, 0, 0);
  }

  @Test
  void knowsMeanAndStandardError() {
    LossTable table = LossTable.of(1);
    for (double loss : new double[] {1, 2, 4, 5}) {
      table.add(2, new double[] {loss});
    }

    assertThat(table.count(2, 0)).isEqualTo(4);
    assertThat(table.mean(2, 0)).isEqualTo(3);
    assertThat(table.standardError(2, 0)).isCloseTo(Math.sqrt(10 / 3.0 / 4), within(1e-15));
    assertThat(table.count(1, 0)).isZero();
    assertThat(table.mean(1, 0)).isNaN();
    assertThat(table.standardError(1, 0)).isNaN();
  }

  @Test
  void aMeanOfEqualLossesHasNoError() {
    LossTable table = LossTable.of(1);
    for (int i = 0; i < 1000; i++) {
      table.add(1, new double[] {0.1});
    }

    assertThat(table.mean(1, 0)).isEqualTo(0.1);
    assertThat(table.standardError(1, 0)).isCloseTo(0, within(1e-9));
  }

  @Test
  void oneLossBeyondAllBoundsMakesTheMeanInfinite() {
    LossTable table = LossTable.of(2);
    table.add(1, new double[] {Double.POSITIVE_INFINITY, 1});
    table.add(1, new double[] {LossTable.LIMIT, Math.nextDown(LossTable.LIMIT)});

    assertThat(table.count(1, 0)).isEqualTo(2);
    assertThat(table.beyond(1, 0)).isEqualTo(2);
    assertThat(table.mean(1, 0)).isInfinite();
    assertThat(table.standardError(1, 0)).isNaN();
    assertThat(table.beyond(1, 1)).isZero();
    assertThat(table.mean(1, 1)).isEqualTo(Math.nextDown(LossTable.LIMIT) / 2);
  }

  @Test
  void refusesOtherLearnersAndStepsThatAreNone() {
    LossTable table = LossTable.of(2);

    assertThatThrownBy(() -> table.add(0, new double[2])).hasMessageContaining("step 0");
    assertThatThrownBy(() -> table.add(1, new double[3])).hasMessageContaining("3 learners");
    assertThatThrownBy(() -> table.add(StepBin.LAST + 1, new double[2]))
        .hasMessageContaining("step 1449");
    assertThatThrownBy(() -> table.meanOverSteps(1, 0)).hasMessageContaining("up to 1");
    assertThatThrownBy(() -> table.merge(LossTable.of(3))).hasMessageContaining("other learners");
    assertThat(table.cells).isEmpty();
  }
}
