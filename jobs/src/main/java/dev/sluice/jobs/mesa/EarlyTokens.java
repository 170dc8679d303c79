// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.Ledger;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Tokens of the current key that wait for one before them, by step. Keyed state of an operator,
 * which counts them in its ledger. Not thread-safe.
 */
final class EarlyTokens {
  private final MapState<Long, Arrived> waiting;
  private final ValueState<Integer> length;
  private final Ledger ledger;

  EarlyTokens(RuntimeContext runtime, Ledger ledger) {
    this.ledger = ledger;
    waiting =
        runtime.getMapState(
            new MapStateDescriptor<>("waiting", Types.LONG, TypeInformation.of(Arrived.class)));
    length = runtime.getState(new ValueStateDescriptor<>("waiting-length", Types.INT));
  }

  int size() throws Exception {
    Integer size = length.value();
    return size == null ? 0 : size;
  }

  /** The one of a step; null if none waits. */
  Arrived at(long step) throws Exception {
    return size() == 0 ? null : waiting.get(step);
  }

  /** The one of the largest step; null if none waits. */
  Arrived last() throws Exception {
    long last = 0;
    for (long step : waiting.keys()) {
      last = Math.max(last, step);
    }
    return last == 0 ? null : waiting.get(last);
  }

  void add(Arrived token) throws Exception {
    waiting.put(token.t(), token);
    resize(1);
  }

  void remove(Arrived token) throws Exception {
    waiting.remove(token.t());
    resize(-1);
  }

  /** All, by step; they wait no longer. */
  List<Arrived> removeAll() throws Exception {
    List<Arrived> all = new ArrayList<>();
    if (size() > 0) {
      waiting.values().forEach(all::add);
      all.sort((a, b) -> Long.compare(a.t(), b.t()));
      waiting.clear();
      resize(-all.size());
    }
    return all;
  }

  private void resize(int delta) throws Exception {
    ledger.waiting(delta);
    int size = size() + delta;
    if (size == 0) {
      length.clear();
    } else {
      length.update(size);
    }
  }
}
