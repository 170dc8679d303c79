// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumTreeTest {

  @Test
  void findsTheWeightInWhichASumLies() {
    SumTree tree = new SumTree(5);
    tree.setAll(new double[] {1, 0, 2, 0.5, 0});
    assertThat(tree.total()).isEqualTo(3.5);
    assertThat(tree.find(0)).isEqualTo(0);
    assertThat(tree.find(0.999)).isEqualTo(0);
    assertThat(tree.find(1)).isEqualTo(2);
    assertThat(tree.find(2.999)).isEqualTo(2);
    assertThat(tree.find(3)).isEqualTo(3);
    // as rounding may make it: still a weight above 0
    assertThat(tree.find(3.5)).isEqualTo(3);
    tree.set(4, 8);
    assertThat(tree.total()).isEqualTo(11.5);
    assertThat(tree.find(3.5)).isEqualTo(4);
    assertThat(tree.get(4)).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 64, 65, 200})
  void changesAreAsIfMadeAnew(int size) {
    Random random = new Random(size);
    double[] weights = new double[size];
    SumTree changed = new SumTree(size);
    for (int n = 0; n < 10_000; n++) {
      int index = random.nextInt(size);
      weights[index] = random.nextInt(3) == 0 ? 0 : Math.exp(200 * random.nextGaussian());
      changed.set(index, weights[index]);
    }
    SumTree anew = new SumTree(size);
    anew.setAll(weights);
    assertThat(changed.total()).isEqualTo(anew.total());
    double sum = Arrays.stream(weights).sum();
    assertThat(changed.total()).isCloseTo(sum, within(1e-12 * sum));
    for (int n = 0; n < 1000 && sum > 0; n++) {
      int found = changed.find(random.nextDouble() * changed.total());
      assertThat(weights[found]).isGreaterThan(0);
    }
  }

  @Test
  void tinyWeightsAreFoundAsOftenAsTheyShould() {
    SumTree tree = new SumTree(3);
    tree.setAll(new double[] {1e-300, 3e-300, 0});
    Random random = new Random(1);
    int[] found = new int[3];
    for (int n = 0; n < 40_000; n++) {
      found[tree.find(random.nextDouble() * tree.total())]++;
    }
    assertThat(found[2]).isZero();
    assertThat(found[0]).isCloseTo(10_000, within(350));
  }
}
