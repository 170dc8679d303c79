// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;

/** A detector at work on a stream with one change, and its alarms. Not thread-safe. */
final class AlarmCount {
  private final Detector.Alarms detector;
  private final long changeAt;
  private final long[] delays;
  private long watched;
  private long falseAlarms;

  AlarmCount(Detector.Alarms detector, int mechanisms, long changeAt) {
    this.detector = detector;
    this.changeAt = changeAt;
    delays = new long[mechanisms];
    Arrays.fill(delays, DetectionOutcome.MISSED);
    watched = Domain.everyVariable(mechanisms);
  }

  /**
   * Takes in one sample. After the change a mechanism is watched until its first alarm.
   *
   * @param at samples observed before this one
   * @return mask of the mechanisms with an alarm
   */
  long observe(double[] signals, long at) {
    long alarms = detector.observe(signals, watched, at);
    if (at < changeAt) {
      falseAlarms += Long.bitCount(alarms);
      return alarms;
    }
    watched &= ~alarms;
    for (long rest = alarms; rest != 0; rest &= rest - 1) {
      delays[Long.numberOfTrailingZeros(rest)] = at + 1 - changeAt;
    }
    return alarms;
  }

  /**
   * What came of it.
   *
   * @param changed the mechanism that changed, as a mask
   */
  DetectionOutcome outcome(long changed) {
    long delay = DetectionOutcome.MISSED;
    long wrong = DetectionOutcome.MISSED;
    int wronglyFlagged = 0;
    for (int i = 0; i < delays.length; i++) {
      if ((changed >>> i & 1) != 0) {
        delay = delays[i];
      } else if (delays[i] != DetectionOutcome.MISSED) {
        wrong = Math.min(wrong, delays[i]);
        wronglyFlagged++;
      }
    }
    return new DetectionOutcome(falseAlarms, delay, delay < wrong, wronglyFlagged);
  }
}
