// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.Ledger;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * Declarations of the current key that are not told yet. Until a job has read the declarations to
 * the end that they had at its start, only the last of them counts: records that the earlier ones
 * would let in may belong to a later life.
 *
 * <p>Keyed state of an operator, which must call {@link #release} from its timers of event time.
 * Not thread-safe.
 */
public final class HeldBack {

  /** What is to be told once the declarations have been read. */
  public enum News {
    /** Nothing. */
    NONE,
    /** What is declared. */
    DECLARED,
    /** That a former life has ended, and then what is declared, if anything. */
    ENDED
  }

  private final Ledger ledger;
  private final ValueState<Boolean> ended;

  /** Opens the state of an operator. */
  public HeldBack(RuntimeContext runtime, Ledger ledger) {
    this.ledger = ledger;
    ended = runtime.getState(new ValueStateDescriptor<>("held-back", Types.BOOLEAN));
  }

  /**
   * Holds back a change until the declarations have been read; false if they have been, so that it
   * must be told now.
   *
   * @param end whether a former life has ended
   */
  public boolean hold(boolean end, TimerService timers) throws Exception {
    if (!ledger.isReading(timers)) {
      return false;
    }
    Boolean before = ended.value();
    ended.update(end || Boolean.TRUE.equals(before));
    timers.registerEventTimeTimer(ledger.start());
    return true;
  }

  /** What has been held back, which is held back no longer. */
  public News release() throws Exception {
    Boolean end = ended.value();
    ended.clear();
    return end == null ? News.NONE : end ? News.ENDED : News.DECLARED;
  }
}
