// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import org.apache.flink.streaming.api.TimerService;

/**
 * Who waits in a {@link WaitingRoom}, and what timers they have.
 *
 * @param first number of the one who came first
 * @param next number of the one who will come next
 * @param tells event time of their timer, or {@link #NEVER}
 * @param rings processing time of their timer, or {@link #NEVER}
 */
public record WaitingLine(long first, long next, long tells, long rings) {
  static final long NEVER = -1;

  static final WaitingLine EMPTY = new WaitingLine(0, 0, NEVER, NEVER);

  long length() {
    return next - first;
  }

  WaitingLine longer() {
    return new WaitingLine(first, next + 1, tells, rings);
  }

  WaitingLine between(long from, long to) {
    return new WaitingLine(from, to, tells, rings);
  }

  /** The same line with timers at other times; the former ones are deleted. */
  WaitingLine told(long eventTime, long processingTime, TimerService timers) {
    if (tells != eventTime) {
      if (tells != NEVER) {
        timers.deleteEventTimeTimer(tells);
      }
      timers.registerEventTimeTimer(eventTime);
    }
    if (rings != processingTime) {
      if (rings != NEVER) {
        timers.deleteProcessingTimeTimer(rings);
      }
      if (processingTime != NEVER) {
        timers.registerProcessingTimeTimer(processingTime);
      }
    }
    return new WaitingLine(first, next, eventTime, processingTime);
  }

  /** Deletes the timers. */
  void untold(TimerService timers) {
    if (tells != NEVER) {
      timers.deleteEventTimeTimer(tells);
    }
    if (rings != NEVER) {
      timers.deleteProcessingTimeTimer(rings);
    }
  }
}
