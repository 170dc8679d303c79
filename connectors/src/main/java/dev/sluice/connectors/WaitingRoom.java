// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.TimerService;

/**
 * Records that wait for another record of their key, such as a declaration: at most so many, and
 * for so long. Just after a start any number may wait, because what they wait for is being read at
 * the same time.
 *
 * <p>Keyed state of an operator, which must call {@link #overdue} from its timers. Not thread-safe.
 *
 * @param <T> type of the records
 */
public final class WaitingRoom<T> {
  /** How long after a start the other records may take to be read, milliseconds. */
  private static final long START_UP = 30_000;

  /** Places in that time, as a multiple of the usual ones. */
  private static final int START_UP_PLACES = 10;

  /** Records whose time is up are looked for this often, milliseconds. */
  private static final long LOOK = 1_000;

  /** On the event-time axis only the end of a bounded stream comes this late. */
  private static final long END_OF_STREAM = Long.MAX_VALUE;

  private final int places;
  private final long patience;
  private final Ledger ledger;
  private final long startedAt;
  private final ListState<Tuple2<T, Long>> waiting;
  private final ValueState<Integer> count;

  /**
   * Opens the waiting room of an operator.
   *
   * @param type type of the records
   * @param places how many may wait
   * @param patience how long one may wait, milliseconds of processing time
   * @param ledger counts who waits
   */
  public WaitingRoom(
      RuntimeContext context, TypeInformation<T> type, int places, long patience, Ledger ledger) {
    this.places = places;
    this.patience = patience;
    this.ledger = ledger;
    startedAt = System.currentTimeMillis();
    waiting =
        context.getListState(new ListStateDescriptor<>("waiting", Types.TUPLE(type, Types.LONG)));
    count = context.getState(new ValueStateDescriptor<>("waiting-count", Types.INT));
  }

  /** Lets a record wait; false if there is no place. */
  public boolean admit(T record, TimerService timers) throws Exception {
    int before = count.value() == null ? 0 : count.value();
    long now = timers.currentProcessingTime();
    boolean startUp = now - startedAt <= START_UP;
    if (before >= (startUp ? START_UP_PLACES * (long) places : places)) {
      return false;
    }
    long until = (now + patience + LOOK - 1) / LOOK * LOOK;
    waiting.add(Tuple2.of(record, until));
    count.update(before + 1);
    ledger.waiting(1);
    timers.registerProcessingTimeTimer(until);
    timers.registerEventTimeTimer(END_OF_STREAM);
    return true;
  }

  /** All who wait, in the order in which they came; they wait no longer. */
  public List<T> leave() throws Exception {
    return overdue(END_OF_STREAM);
  }

  /**
   * Those who have waited long enough, in the order in which they came; they wait no longer.
   *
   * @param now processing time, or Long.MAX_VALUE at the end of the stream
   */
  public List<T> overdue(long now) throws Exception {
    if (count.value() == null) {
      return List.of();
    }
    List<T> gone = new ArrayList<>();
    List<Tuple2<T, Long>> kept = new ArrayList<>();
    for (Tuple2<T, Long> each : waiting.get()) {
      if (each.f1 > now) {
        kept.add(each);
      } else {
        gone.add(each.f0);
      }
    }
    ledger.waiting(-gone.size());
    if (kept.isEmpty()) {
      waiting.clear();
      count.clear();
    } else {
      waiting.update(kept);
      count.update(kept.size());
    }
    return gone;
  }

  /** Whether nobody of the current key waits. */
  public boolean isEmpty() throws Exception {
    return count.value() == null;
  }
}
