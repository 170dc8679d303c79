// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import org.apache.flink.streaming.api.TimerService;

/** The one timer of processing time of a federation, by the time at which it rings; 0 for none. */
final class DueTimer {
  private DueTimer() {}

  /**
   * Moves the timer to when something is due.
   *
   * @param now until when all that was due has been done: a time that the clock may have passed
   */
  static long set(long before, long due, long now, TimerService clock) {
    long timer = due > now && due < Long.MAX_VALUE ? due : 0;
    if (timer != before) {
      delete(before, clock);
      if (timer != 0) {
        clock.registerProcessingTimeTimer(timer);
      }
    }
    return timer;
  }

  static void delete(long timer, TimerService clock) {
    if (timer != 0) {
      clock.deleteProcessingTimeTimer(timer);
    }
  }
}
