// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.statistics.Interval;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;

class CredibleIntervalsTest {

  @Test
  void ofOneFormIsJeffreysInterval() {
    ScenarioCounts counts = Tables.of(new int[] {7}, new int[] {3});
    CredibleIntervals intervals = new ScenarioInference(5, 100_000, 0.9).credible(counts);
    BetaDistribution posterior = BetaDistribution.of(7.5, 3.5);
    assertThat(intervals.malAction1().lower())
        .isCloseTo(posterior.inverseCumulativeProbability(0.05), within(0.005));
    assertThat(intervals.malAction1().upper())
        .isCloseTo(posterior.inverseSurvivalProbability(0.05), within(0.005));
    assertThat(intervals.qfC()).isEqualTo(new Interval(1, 1));
    assertThat(intervals.mae()).isEqualTo(intervals.qfE());
  }

  @Test
  void sameSeedSameBits() {
    ScenarioCounts counts = Tables.equal(5, 5, 2, 4, 3, 0, 1);
    CredibleIntervals intervals = new ScenarioInference(5, 200, 0.95).credible(counts);
    assertThat(new ScenarioInference(5, 200, 0.95).credible(counts)).isEqualTo(intervals);
    assertThat(new ScenarioInference(6, 200, 0.95).credible(counts)).isNotEqualTo(intervals);
    assertThat(intervals.malAction1().contains(0.5)).isTrue();
    assertThat(intervals.qfC().upper()).isLessThan(0.9);
  }

  @Test
  void withoutAnswersIsBlank() {
    CredibleIntervals intervals =
        new ScenarioInference(5, 10, 0.95).credible(ScenarioCounts.empty());
    assertThat(intervals.malAction1().lower()).isNaN();
    assertThat(intervals.qfC().upper()).isNaN();
  }
}
