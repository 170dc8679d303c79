// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** Every request, in the order in which they came. */
final class OwedInOrder<Q> implements Owed<Q> {

  private static final String TURNS = "turns";

  private final MapState<Long, Q> requests;
  private final ValueState<Turns> turns;

  OwedInOrder(RuntimeContext runtime, TypeInformation<Q> type) {
    requests = runtime.getMapState(new MapStateDescriptor<>("owed", Types.LONG, type));
    turns = runtime.getState(new ValueStateDescriptor<>(TURNS, TypeInformation.of(Turns.class)));
  }

  @Override
  public boolean add(Q request, long generation) throws Exception {
    Turns before = turns.value();
    if (before == null || before.generation() != generation) {
      clear();
      before = new Turns(generation, 0, 0);
    }
    requests.put(before.end(), request);
    turns.update(new Turns(generation, before.first(), before.end() + 1));
    return false;
  }

  @Override
  public Q first() throws Exception {
    Turns now = turns.value();
    return now == null ? null : requests.get(now.first());
  }

  @Override
  public boolean removeFirst() throws Exception {
    Turns now = turns.value();
    if (now == null || now.first() + 1 == now.end()) {
      clear();
      return false;
    }
    requests.remove(now.first());
    turns.update(new Turns(now.generation(), now.first() + 1, now.end()));
    return true;
  }

  @Override
  public void clear() {
    requests.clear();
    turns.clear();
  }

  @Override
  public String stateOfOwedKeys() {
    return TURNS;
  }
}
