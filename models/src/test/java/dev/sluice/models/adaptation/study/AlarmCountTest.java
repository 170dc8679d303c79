// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import static dev.sluice.models.adaptation.study.DetectionOutcome.MISSED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Three mechanisms; the change is before sample 2; a positive signal is an alarm. */
class AlarmCountTest {
  private static final double[] QUIET = {0, 0, 0};

  @Test
  void alarmsBeforeTheChangeAreFalse() {
    assertThat(outcome(0b001, new double[] {1, 0, 1}, new double[] {1, 0, 0}))
        .isEqualTo(new DetectionOutcome(3, MISSED, false, 0));
  }

  @Test
  void theDelayCountsTheSampleOfTheAlarm() {
    assertThat(outcome(0b001, QUIET, QUIET, new double[] {1, 0, 0}))
        .isEqualTo(new DetectionOutcome(0, 1, true, 0));
    assertThat(outcome(0b001, QUIET, QUIET, QUIET, new double[] {1, 0, 0}, new double[] {1, 1, 0}))
        .isEqualTo(new DetectionOutcome(0, 2, true, 1));
  }

  @Test
  void anAlarmOnAnotherMechanismAtTheSameTimeIsNotRight() {
    assertThat(outcome(0b010, QUIET, QUIET, new double[] {1, 1, 0}))
        .isEqualTo(new DetectionOutcome(0, 1, false, 1));
    assertThat(outcome(0b100, QUIET, QUIET, new double[] {1, 1, 0}, new double[] {1, 0, 1}))
        .isEqualTo(new DetectionOutcome(0, 2, false, 2));
  }

  private static DetectionOutcome outcome(long changed, double[]... samples) {
    Detector.Alarms positive =
        (signals, watched, at) -> {
          long mask = 0;
          for (int i = 0; i < signals.length; i++) {
            mask |= signals[i] > 0 ? 1L << i : 0;
          }
          return mask & watched;
        };
    AlarmCount count = new AlarmCount(positive, 3, 2);
    for (int at = 0; at < samples.length; at++) {
      count.observe(samples[at], at);
    }
    return count.outcome(changed);
  }
}
