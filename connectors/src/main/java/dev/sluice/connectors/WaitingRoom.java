// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Records that wait for another record of their key, such as a declaration: at most so many, and
 * for so long. While the others are still being read (see {@link ReadToEnd}) any number may wait
 * for any time. Once they have been read, those are given up whose time is over, and of the rest
 * the newest beyond the places.
 *
 * <p>Keyed state of an operator, which must call {@link #giveUp} from its timers. A record is
 * written when it comes and removed when it leaves, and only one is in memory at a time. Who waits
 * has one timer of event time in the key, and one of processing time once time counts; both go with
 * the last who waits. The operator must have no timer of processing time of its own in a key while
 * somebody waits there. Not thread-safe.
 *
 * @param <T> type of the records
 */
public final class WaitingRoom<T> {
  /** Records whose time is up are looked for at most this often, milliseconds. */
  private static final long LOOK = 1_000;

  /**
   * On the event-time axis only the end of a bounded stream comes this late. Not the last instant
   * of all, in which operators have timers of their own.
   */
  private static final long END_OF_STREAM = Long.MAX_VALUE - 1;

  /** Others that take longer to be read must not hold up a stream that goes well without. */
  private static final long HOLD = 5_000;

  private final int places;
  private final long patience;
  private final Ledger ledger;
  private final MapState<Long, Tuple2<T, Long>> waiting;
  private final ValueState<WaitingLine> line;

  /** When nobody is held any longer after this restart; 0 before anybody came. */
  private long heldUntil;

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
    waiting =
        context.getMapState(
            new MapStateDescriptor<>("waiting", Types.LONG, Types.TUPLE(type, Types.LONG)));
    line =
        context.getState(
            new ValueStateDescriptor<>("waiting-line", TypeInformation.of(WaitingLine.class)));
  }

  /**
   * Whether a record must wait even though what it waits for is known: after a restart until the
   * others have been read, which may have changed meanwhile, but for at most {@value #HOLD} ms.
   */
  public boolean isRestarting(TimerService timers) {
    if (ledger.start() == 0 || !ledger.isReading(timers)) {
      return false;
    }
    long now = timers.currentProcessingTime();
    heldUntil = heldUntil == 0 ? now + HOLD : heldUntil;
    return now < heldUntil;
  }

  /**
   * Lets a record wait if it must while the job {@link #isRestarting}; false if it need not. The
   * timer rings when it may leave.
   */
  public boolean hold(T record, TimerService timers) throws Exception {
    if (ledger.start() == 0 || !ledger.isReading(timers)) {
      return false;
    }
    if (isRestarting(timers)) {
      ringAfterHold(timers);
    } else if (line.value() == null) {
      return false;
    } // else it must not overtake those who are about to leave
    return admit(record, timers);
  }

  /** Lets a record wait; false if there is no place. */
  public boolean admit(T record, TimerService timers) throws Exception {
    WaitingLine before = line.value() == null ? WaitingLine.EMPTY : line.value();
    boolean unread = ledger.isReading(timers);
    if (!unread && before.length() >= places) {
      return false;
    }
    long now = timers.currentProcessingTime();
    waiting.put(before.next(), Tuple2.of(record, now));
    WaitingLine after = before.longer();
    if (unread) {
      after = after.told(ledger.start(), after.rings(), timers);
    } else if (before.length() == 0) {
      after = after.told(END_OF_STREAM, until(now), timers);
    }
    line.update(after);
    ledger.waiting(1);
    return true;
  }

  /** Hands over all who wait, in the order in which they came; they wait no longer. */
  public void leave(TimerService timers, ThrowingConsumer<T, Exception> each) throws Exception {
    WaitingLine all = line.value();
    if (all != null) {
      all.untold(timers);
      line.clear();
      remove(all.first(), all.next(), each);
    }
  }

  /**
   * Hands over all who wait as {@link #leave} does, but after a restart not before the others have
   * been read: then the timer rings, and they are to leave.
   */
  public void leaveOnceRead(TimerService timers, ThrowingConsumer<T, Exception> each)
      throws Exception {
    WaitingLine all = line.value();
    if (!isRestarting(timers)) {
      leave(timers, each);
    } else if (all != null) {
      line.update(all.told(ledger.start(), all.rings(), timers));
      ringAfterHold(timers);
    }
  }

  /** Never deleted, because the operator may have a timer of its own at that moment. */
  private void ringAfterHold(TimerService timers) {
    timers.registerProcessingTimeTimer(heldUntil);
  }

  /**
   * Hands over those who may not wait any longer, in the order in which they came: nobody while the
   * other records are being read, everybody at the end of a bounded stream.
   */
  public void giveUp(TimerService timers, ThrowingConsumer<T, Exception> each) throws Exception {
    WaitingLine before = line.value();
    if (before == null) {
      return;
    }
    if (ledger.isReading(timers)) {
      line.update(before.told(ledger.start(), WaitingLine.NEVER, timers));
      return;
    }
    if (timers.currentWatermark() == Long.MAX_VALUE) {
      leave(timers, each);
      return;
    }
    long now = timers.currentProcessingTime();
    long first = before.first();
    while (first < before.next() && until(waiting.get(first).f1) <= now) {
      first++;
    }
    long next = Math.min(before.next(), first + places);
    WaitingLine after = before.between(first, next);
    if (after.length() == 0) {
      before.untold(timers);
      line.clear();
    } else {
      long rings = Math.max(until(waiting.get(first).f1), now + LOOK);
      line.update(after.told(END_OF_STREAM, rings, timers));
    }
    remove(before.first(), first, each);
    remove(next, before.next(), each);
  }

  private long until(long since) {
    return since > Long.MAX_VALUE - patience ? Long.MAX_VALUE : since + patience;
  }

  private void remove(long from, long to, ThrowingConsumer<T, Exception> each) throws Exception {
    for (long number = from; number < to; number++) {
      T record = waiting.get(number).f0;
      waiting.remove(number);
      ledger.waiting(-1);
      each.accept(record);
    }
  }
}
