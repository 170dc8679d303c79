// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class EBenjaminiHochbergTest {

  @Test
  void oneMechanismIsFlaggedAtTheInverseOfTheLevel() {
    double threshold = Math.log(20);
    assertThat(EBenjaminiHochberg.flagged(new double[] {threshold}, 1, 0.05)).isEqualTo(1);
    assertThat(EBenjaminiHochberg.flagged(new double[] {threshold - 1e-9}, 1, 0.05)).isEqualTo(0);
  }

  @Test
  void thresholdsFallWithTheRank() {
    // d / (k level) = 80, 40, 26.7, 20
    assertThat(flagged(79, 39, 26, 19)).isEqualTo(0b0000);
    assertThat(flagged(81, 39, 26, 19)).isEqualTo(0b0001);
    assertThat(flagged(79, 41, 26, 19)).isEqualTo(0b0011);
    assertThat(flagged(27, 28, 1, 29)).isEqualTo(0b1011);
    assertThat(flagged(21, 21, 21, 21)).isEqualTo(0b1111);
  }

  @Test
  void onlyWatchedMechanismsCount() {
    double[] logValues = logs(41, 1e6, 41, 1e6);
    assertThat(EBenjaminiHochberg.flagged(logValues, 0b0101, 0.05)).isEqualTo(0b0101);
    assertThat(EBenjaminiHochberg.flagged(logValues, 0b0001, 0.05)).isEqualTo(0b0001);
    assertThat(EBenjaminiHochberg.flagged(logs(39, 1e6, 1, 1e6), 0b0101, 0.05)).isEqualTo(0);
    assertThat(EBenjaminiHochberg.flagged(logValues, 0, 0.05)).isEqualTo(0);
  }

  @Test
  void evidenceMayBeInfinite() {
    double[] logValues = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0};
    assertThat(EBenjaminiHochberg.flagged(logValues, 0b111, 0.05)).isEqualTo(0b010);
  }

  @Test
  void sixtyFourMechanisms() {
    double[] logValues = new double[64];
    logValues[63] = Math.log(64 / 0.05) + 1e-9;
    assertThat(EBenjaminiHochberg.flagged(logValues, -1, 0.05)).isEqualTo(Long.MIN_VALUE);
  }

  /** Values on a coarse grid, so that there are ties. */
  @Test
  void agreesWithAllRanksTriedOneByOne() {
    UniformRandomProvider random = KeyedRandom.of(1, "e-values");
    for (int round = 0; round < 2_000; round++) {
      double[] logValues = IntStream.range(0, 7).mapToDouble(i -> random.nextInt(12)).toArray();
      long watched = random.nextInt(1 << 7);
      double level = Math.exp(-random.nextDouble(10));
      assertThat(EBenjaminiHochberg.flagged(logValues, watched, level))
          .isEqualTo(bruteForce(logValues, watched, level));
    }
  }

  private static long bruteForce(double[] logValues, long watched, double level) {
    int[] falling =
        IntStream.range(0, logValues.length)
            .filter(i -> (watched >> i & 1) == 1)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -logValues[i]))
            .mapToInt(i -> i)
            .toArray();
    long flagged = 0;
    long largest = 0;
    for (int k = 1; k <= falling.length; k++) {
      largest |= 1L << falling[k - 1];
      if (logValues[falling[k - 1]] >= Math.log(falling.length / (k * level))) {
        flagged = largest;
      }
    }
    return flagged;
  }

  private static long flagged(double... values) {
    return EBenjaminiHochberg.flagged(logs(values), (1L << values.length) - 1, 0.05);
  }

  private static double[] logs(double... values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }
}
