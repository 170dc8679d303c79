// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The request whose computation has begun, and after it the newest one alone. As long as nothing is
 * begun it has the state of {@link NewestOwed}, and can be restored from that.
 */
final class BegunThenNewest<Q> implements Owed<Q> {

  private static final String FIRST = "owed";

  /** The one that has begun; the newest if none has. */
  private final ValueState<Q> first;

  /** Generation of the one that has begun. */
  private final ValueState<Long> begun;

  /** The newest since then. */
  private final ValueState<Q> newest;

  BegunThenNewest(RuntimeContext runtime, TypeInformation<Q> type) {
    first = runtime.getState(new ValueStateDescriptor<>(FIRST, type));
    begun = runtime.getState(new ValueStateDescriptor<>("begun", Types.LONG));
    newest = runtime.getState(new ValueStateDescriptor<>("newest", type));
  }

  @Override
  public boolean add(Q request, long generation) throws Exception {
    Long running = begun.value();
    if (running != null && running == generation) {
      newest.update(request);
      return false;
    }
    clear();
    first.update(request);
    return true;
  }

  @Override
  public Q first() throws Exception {
    return first.value();
  }

  @Override
  public Q begin(Work<Q, ?, ?> work) throws Exception {
    Q request = first.value();
    begun.update(work.generation(request));
    return request;
  }

  @Override
  public boolean removeFirst() throws Exception {
    Q next = newest.value();
    clear();
    if (next == null) {
      return false;
    }
    first.update(next);
    return true;
  }

  @Override
  public void clear() {
    first.clear();
    begun.clear();
    newest.clear();
  }

  @Override
  public String stateOfOwedKeys() {
    return FIRST;
  }
}
