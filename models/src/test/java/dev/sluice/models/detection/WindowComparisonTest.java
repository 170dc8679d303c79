// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class WindowComparisonTest {

  @Test
  void alarmsWhereTheTwoWindowsDiffer() {
    UniformRandomProvider random = KeyedRandom.of(1, "windows");
    double[] state = WindowComparison.initial();
    List<Double> inputs = new ArrayList<>();
    List<Integer> alarms = new ArrayList<>();
    for (int n = 0; n < 12_000; n++) {
      double x = random.nextDouble() + (n % 6_000 < 3_000 ? 0 : 0.1);
      inputs.add(x);
      boolean alarm = inputs.size() >= 2_000 && Math.abs(z(inputs)) > 4;
      assertThat(WindowComparison.observe(state, x)).as("at %s", n).isEqualTo(alarm);
      if (alarm) {
        assertThat(state).isEqualTo(WindowComparison.initial());
        inputs.clear();
        alarms.add(n / 3_000);
      }
    }
    assertThat(alarms).containsExactly(1, 2, 3);
  }

  private static double z(List<Double> inputs) {
    int n = inputs.size();
    List<Double> older = inputs.subList(n - 2_000, n - 1_000);
    List<Double> newer = inputs.subList(n - 1_000, n);
    return (mean(newer) - mean(older)) / Math.sqrt((variance(older) + variance(newer)) / 1_000);
  }

  private static double mean(List<Double> inputs) {
    return inputs.stream().mapToDouble(x -> x).average().orElseThrow();
  }

  private static double variance(List<Double> inputs) {
    double mean = mean(inputs);
    return inputs.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
  }
}
