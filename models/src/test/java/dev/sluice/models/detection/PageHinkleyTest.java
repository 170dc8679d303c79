// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class PageHinkleyTest {

  /** The recurrence as it is written, over the list of all inputs since the last alarm. */
  @Test
  void isItsFormula() {
    UniformRandomProvider random = KeyedRandom.of(1, "Page-Hinkley");
    double[] state = PageHinkley.initial();
    List<Double> inputs = new ArrayList<>();
    double s = 0;
    int alarms = 0;
    for (int n = 0; n < 20_000; n++) {
      int step = n / 2_000;
      double x = random.nextDouble() + 0.2 * step;
      inputs.add(x);
      double mean = inputs.stream().mapToDouble(v -> v).sum() / inputs.size();
      s = Math.max(0, 0.9999 * s + x - mean - 0.005);
      boolean alarm = inputs.size() >= 30 && s >= 50;
      assertThat(PageHinkley.observe(state, x)).as("at %s", n).isEqualTo(alarm);
      if (alarm) {
        alarms++;
        inputs.clear();
        s = 0;
      }
    }
    assertThat(alarms).isEqualTo(9);
  }

  @Test
  void waitsForThirtyInputs() {
    double[] state = PageHinkley.initial();
    PageHinkley.observe(state, 0);
    for (int n = 2; n < 30; n++) {
      assertThat(PageHinkley.observe(state, 1_000)).isFalse();
    }
    assertThat(PageHinkley.observe(state, 1_000)).isTrue();
    assertThat(state).isEqualTo(PageHinkley.initial());
  }

  @Test
  void isDeafToAMeanThatFalls() {
    double[] state = PageHinkley.initial();
    for (int n = 0; n < 4_000; n++) {
      assertThat(PageHinkley.observe(state, n < 2_000 ? 5 : 0)).isFalse();
    }
  }
}
