// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * Tells when nothing has come of the current key for long: one timer a key, set anew only when it
 * rings. Keyed state of an operator, which must have no other timers of processing time.
 */
final class Silence {
  private final long longest;
  private final ValueState<Long> since;

  /**
   * Opens the state of an operator.
   *
   * @param longest milliseconds of processing time; 0 for no end
   */
  Silence(RuntimeContext runtime, long longest) {
    this.longest = longest;
    since = runtime.getState(new ValueStateDescriptor<>("silent-since", Types.LONG));
  }

  /** A record of the key has come. */
  void broken(TimerService timers) throws Exception {
    if (longest == 0) {
      return;
    }
    long now = timers.currentProcessingTime();
    if (since.value() == null) {
      timers.registerProcessingTimeTimer(now + longest);
    }
    since.update(now);
  }

  /** Whether it has been silent for too long when a timer rings; then it is forgotten. */
  boolean isOver(long timer, TimerService timers) throws Exception {
    Long last = since.value();
    if (last == null) {
      return false;
    }
    if (longest == 0) {
      since.clear(); // the job has begun anew without an end of silence
      return false;
    }
    if (last + longest <= timer) {
      since.clear();
      return true;
    }
    timers.registerProcessingTimeTimer(last + longest);
    return false;
  }
}
