// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The last so many sample ids of the current key: a set, and a ring that says which id to forget
 * next. An id re-sent after as many others as the window holds is taken for a new one.
 */
final class SeenIds {

  private final int window;
  private final MapState<String, Integer> slotOfId;
  private final MapState<Integer, String> idInSlot;
  private final ValueState<Integer> nextSlot;

  SeenIds(RuntimeContext context, int window) {
    this.window = window;
    slotOfId = context.getMapState(new MapStateDescriptor<>("slot-of-id", Types.STRING, Types.INT));
    idInSlot = context.getMapState(new MapStateDescriptor<>("id-in-slot", Types.INT, Types.STRING));
    nextSlot = context.getState(new ValueStateDescriptor<>("next-slot", Types.INT));
  }

  /** Remembers an id; false if it was remembered already. */
  boolean add(String id) throws Exception {
    if (slotOfId.contains(id)) {
      return false;
    }
    Integer next = nextSlot.value();
    int slot = next == null ? 0 : next;
    String forgotten = idInSlot.get(slot);
    if (forgotten != null) {
      slotOfId.remove(forgotten);
    }
    idInSlot.put(slot, id);
    slotOfId.put(id, slot);
    nextSlot.update((slot + 1) % window);
    return true;
  }

  void clear() {
    slotOfId.clear();
    idInSlot.clear();
    nextSlot.clear();
  }
}
