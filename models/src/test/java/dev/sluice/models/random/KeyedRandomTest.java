// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class KeyedRandomTest {
  /**
   * Computed from the class comment by another program: changed numbers change every simulation.
   */
  @Test
  void numbersOfAKeyNeverChange() {
    UniformRandomProvider random = KeyedRandom.of(1, "sample", 7);

    assertThat(random.nextLong()).isEqualTo(-890628428801813062L);
    assertThat(random.nextLong()).isEqualTo(4425203089640151550L);
  }

  @Test
  void equalKeysGiveEqualNumbers() {
    assertThat(first(1, "sample", 7, 2)).isEqualTo(first(1, "sample", 7, 2));
  }

  @Test
  void everyPartOfTheKeyMatters() {
    Set<Long> firsts =
        Set.of(
            first(1, "sample", 7),
            first(2, "sample", 7),
            first(1, "graph", 7),
            first(1, "sample", 8),
            first(1, "sample"),
            first(1, "sample", 7, 0),
            first(1, "sample", 0, 7),
            first(7, "sample", 1));

    assertThat(firsts).hasSize(8);
  }

  @Test
  void neighbouringKeysAreUnrelated() {
    Set<Long> seen = new HashSet<>();
    double sum = 0;
    for (int index = 0; index < 100_000; index++) {
      UniformRandomProvider random = KeyedRandom.of(3, "sample", index);
      sum += random.nextDouble();
      seen.add(random.nextLong());
    }

    assertThat(seen).hasSize(100_000);
    // four standard errors: 4 sqrt(1 / 12 / 100 000)
    assertThat(sum / 100_000).isBetween(0.5 - 0.00366, 0.5 + 0.00366);
  }

  @Test
  void firstNumbersOfConsecutiveIndexesAreUncorrelated() {
    double[] draws =
        IntStream.range(0, 100_000)
            .mapToDouble(index -> KeyedRandom.of(5, "sample", index).nextDouble() - 0.5)
            .toArray();
    double product = 0;
    for (int i = 1; i < draws.length; i++) {
      product += draws[i] * draws[i - 1];
    }

    // standard error of the correlation: 1 / sqrt(100 000)
    assertThat(product * 12 / draws.length).isBetween(-0.0127, 0.0127);
  }

  private static long first(long seed, String purpose, long... index) {
    return KeyedRandom.of(seed, purpose, index).nextLong();
  }
}
