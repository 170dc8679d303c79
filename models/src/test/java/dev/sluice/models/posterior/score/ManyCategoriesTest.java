// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Configurations of 25 variables of 10 categories: 100 bits, so two longs. */
class ManyCategoriesTest extends CategoricalLaws {
  private static final int[] TENS = new int[25];

  static {
    Arrays.fill(TENS, 10);
  }

  @Override
  Domain domain() {
    return Domain.categorical(TENS);
  }

  @Override
  List<VariableSet> regimes() {
    return List.of(VariableSet.EMPTY, VariableSet.of(24), VariableSet.of(0, 24));
  }

  /** Few different ones, some of which differ in the second long only. */
  @Override
  double[] draw(Random random) {
    double[] values = new double[25];
    Arrays.fill(values, random.nextInt(2) * 9);
    values[24] = random.nextInt(3);
    values[0] = random.nextInt(2);
    return values;
  }

  @Override
  double[] values(long[] words, int at) {
    double[] values = new double[25];
    for (int v = 0; v < 25; v++) {
      values[v] = (words[at + v / 15] >>> (4 * (v % 15))) & 15; // 15 of 4 bits in 62
    }
    return values;
  }

  @Test
  void configurationsOfSeveralLongsArePackedByVariable() {
    assertThat(domain().configurationWords()).isEqualTo(2);
    double[] values = new double[25];
    values[1] = 7;
    values[15] = 9;
    values[24] = 1;
    assertThat(domain().configuration(values)).containsExactly(7L << 4, 9 | 1L << 36);
    long[][] masks = domain().configurationMasks();
    assertThat(masks[1]).containsExactly(15L << 4, 0);
    assertThat(masks[24]).containsExactly(0, 15L << 36);
    assertThat(Domain.categorical(1 << 30, 1 << 30, 8).configurationWords()).isEqualTo(2);
    assertThat(Domain.categorical(1 << 30, 1 << 30, 4).configurationWords()).isEqualTo(1);
  }
}
