// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * The last so many sample ids of the current key: a set, and a queue that says which id to forget
 * next. An id re-sent after as many others as the window holds is taken for a new one. A window
 * that is smaller after a restart forgets what is beyond it; a larger one fills up.
 */
final class SeenIds {

  private final int window;
  private final MapState<String, Long> placeOfId;
  private final MapState<Long, String> idAtPlace;

  /** The place of the id remembered longest, and that of the next one. */
  private final ValueState<Tuple2<Long, Long>> ends;

  SeenIds(RuntimeContext context, int window) {
    this.window = window;
    placeOfId =
        context.getMapState(new MapStateDescriptor<>("place-of-id", Types.STRING, Types.LONG));
    idAtPlace =
        context.getMapState(new MapStateDescriptor<>("id-at-place", Types.LONG, Types.STRING));
    ends =
        context.getState(new ValueStateDescriptor<>("ends", Types.TUPLE(Types.LONG, Types.LONG)));
  }

  /** Remembers an id; false if it was remembered already. */
  boolean add(String id) throws Exception {
    Tuple2<Long, Long> before = ends.value();
    long next = before == null ? 0 : before.f1;
    long first = forget(before == null ? 0 : before.f0, next - window);
    if (placeOfId.contains(id)) {
      if (before != null && first != before.f0) {
        ends.update(Tuple2.of(first, next));
      }
      return false;
    }
    first = forget(first, next + 1 - window);
    placeOfId.put(id, next);
    idAtPlace.put(next, id);
    ends.update(Tuple2.of(first, next + 1));
    return true;
  }

  /**
   * Forgets the ids at the places from {@code first} to before {@code end}; gives the first left.
   */
  private long forget(long first, long end) throws Exception {
    for (long place = first; place < end; place++) {
      placeOfId.remove(idAtPlace.get(place));
      idAtPlace.remove(place);
    }
    return Math.max(first, end);
  }

  void clear() {
    placeOfId.clear();
    idAtPlace.clear();
    ends.clear();
  }
}
