// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Samples of the current key that wait until a mini-batch of them is there. Nothing but their
 * number, or the end of a bounded run, ends the wait: were it a clock, what is learned would depend
 * on it. Keyed state of an operator; not thread-safe.
 */
final class MiniBatch {

  private final int size;
  private final ListState<Held> held;
  private final ValueState<Integer> count;

  MiniBatch(RuntimeContext context, int size) {
    this.size = size;
    held =
        context.getListState(
            new ListStateDescriptor<>("mini-batch", TypeInformation.of(Held.class)));
    count = context.getState(new ValueStateDescriptor<>("mini-batch-count", Types.INT));
  }

  /** Adds a sample; gives the mini-batch if it is full now, otherwise nothing. */
  List<Held> add(Held sample) throws Exception {
    if (size == 1) {
      return List.of(sample);
    }
    held.add(sample);
    int waiting = count.value() == null ? 1 : count.value() + 1;
    count.update(waiting);
    return waiting < size ? List.of() : takeAll();
  }

  /** All that wait, in the order in which they came; they wait no longer. */
  List<Held> takeAll() throws Exception {
    List<Held> all = new ArrayList<>();
    for (Held each : held.get()) {
      all.add(each);
    }
    held.clear();
    count.clear();
    return all;
  }
}
