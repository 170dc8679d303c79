// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.io.Serializable;
import org.apache.flink.streaming.api.TimerService;

/**
 * Lets a key put out what has changed at most once an interval, and at the end of a bounded run.
 * Keys take turns, so that not all of them have work to do at the same moment.
 *
 * @param interval milliseconds of processing time
 */
public record Pace(long interval) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A timer that is late by more turns than these may have others behind it that ring in vain. */
  private static final int MOST_LATE = 64;

  /** On the event-time axis only the end of a bounded stream comes this late. */
  public static final long END_OF_STREAM = Long.MAX_VALUE;

  /** Something has changed: the current key's timer must ring. */
  public void changed(Object key, TimerService timers) {
    timers.registerProcessingTimeTimer(nextTurn(key, timers));
    atEnd(timers);
  }

  /** Something of the current key waits for the end of a bounded run at the latest. */
  public void atEnd(TimerService timers) {
    timers.registerEventTimeTimer(END_OF_STREAM);
  }

  /**
   * A timer of the current key has rung, and all that has changed is put out. Where it was late, as
   * after a restart, changes that came before it have set timers of later turns: they would find
   * nothing new.
   *
   * @param timer when it should have rung
   */
  public void rung(Object key, long timer, TimerService timers) {
    long turn = nextTurn(key, timers);
    for (int i = 0; i <= MOST_LATE && turn > timer; i++) {
      timers.deleteProcessingTimeTimer(turn);
      turn -= interval;
    }
    done(timers);
  }

  /** The current key has put out all that has changed. */
  public void done(TimerService timers) {
    timers.deleteEventTimeTimer(END_OF_STREAM);
  }

  /** The same, before its turn: no timer of its need ring. */
  public void done(Object key, TimerService timers) {
    timers.deleteProcessingTimeTimer(nextTurn(key, timers));
    done(timers);
  }

  private long nextTurn(Object key, TimerService timers) {
    long now = timers.currentProcessingTime();
    long turn = Math.floorMod(key.hashCode(), interval);
    return now - Math.floorMod(now - turn, interval) + interval;
  }
}
