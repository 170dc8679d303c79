// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The newest request alone: nothing that has become stale is ever begun. */
final class NewestOwed<Q> implements Owed<Q> {

  private static final String NAME = "owed";

  private final ValueState<Q> newest;

  NewestOwed(RuntimeContext runtime, TypeInformation<Q> type) {
    newest = runtime.getState(new ValueStateDescriptor<>(NAME, type));
  }

  @Override
  public boolean add(Q request, long generation) throws Exception {
    newest.update(request);
    return true;
  }

  @Override
  public Q first() throws Exception {
    return newest.value();
  }

  @Override
  public boolean removeFirst() {
    newest.clear();
    return false;
  }

  @Override
  public void clear() {
    newest.clear();
  }

  @Override
  public String stateOfOwedKeys() {
    return NAME;
  }
}
