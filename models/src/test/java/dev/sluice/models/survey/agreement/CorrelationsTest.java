// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class CorrelationsTest {

  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  @Test
  void modelsAreThoseThatShareWithAnother() {
    Correlations correlations = new Correlations();
    correlations.put(ModelPair.of("c", "a"), 0.5);
    correlations.put(ModelPair.of("c", "b"), Double.NaN);
    assertThat(correlations.models).containsExactly("a", "b", "c");
    assertThat(Arrays.deepToString(correlations.rows)).isEqualTo("[[], [-Infinity], [0.5, NaN]]");
    correlations.remove(ModelPair.of("b", "c"));
    assertThat(correlations.models).containsExactly("a", "c");
    assertThat(correlations.rows).isDeepEqualTo(new double[][] {{}, {0.5}});
    correlations.remove(ModelPair.of("a", "b"));
    correlations.remove(ModelPair.of("a", "c"));
    assertThat(correlations.size()).isZero();
    assertThat(correlations.clusters().order()).isEmpty();
  }

  /** Pairs come and go in any order; what is left is as if nothing else had been. */
  @Test
  void afterAnyChangesThePairsLeftAreThoseOfABatch() {
    UniformRandomProvider random = KeyedRandom.of(3, "correlations");
    Correlations running = new Correlations();
    Map<String, Double> left = new TreeMap<>();
    for (int step = 0; step < 2_000; step++) {
      String one = NAMES.get(random.nextInt(NAMES.size()));
      String other = NAMES.get(random.nextInt(NAMES.size()));
      if (one.compareTo(other) < 0) {
        if (random.nextInt(5) < 3) {
          running.remove(ModelPair.of(one, other));
          left.remove(one + other);
        } else {
          double r = random.nextDouble();
          running.put(ModelPair.of(one, other), r);
          left.put(one + other, r);
        }
        Correlations batch = new Correlations();
        left.forEach(
            (pair, r) -> batch.put(ModelPair.of(pair.substring(0, 1), pair.substring(1)), r));
        assertThat(running.models).isEqualTo(batch.models);
        assertThat(running.rows).isDeepEqualTo(batch.rows);
      }
    }
  }
}
