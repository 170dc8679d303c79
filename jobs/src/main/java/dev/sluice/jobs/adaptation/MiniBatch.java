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
  private final boolean mayHold;
  private final ListState<Admitted> held;
  private final ValueState<Integer> count;

  /**
   * Opens the state of an operator.
   *
   * @param size samples of a mini-batch
   * @param restored whether there may be samples that waited for a larger mini-batch
   */
  MiniBatch(RuntimeContext context, int size, boolean restored) {
    this.size = size;
    mayHold = size > 1 || restored;
    held =
        context.getListState(
            new ListStateDescriptor<>("mini-batch", TypeInformation.of(Admitted.class)));
    count = context.getState(new ValueStateDescriptor<>("mini-batch-count", Types.INT));
  }

  /** Adds a sample; gives the mini-batch if it is full now, otherwise nothing. */
  List<Admitted> add(Admitted sample) throws Exception {
    int waiting = waiting() + 1;
    if (waiting == 1 && size == 1) {
      return List.of(sample);
    }
    held.add(sample);
    count.update(waiting);
    return waiting < size ? List.of() : takeAll();
  }

  /** How many wait. */
  int waiting() throws Exception {
    Integer waiting = mayHold ? count.value() : null;
    return waiting == null ? 0 : waiting;
  }

  /** All that wait, in the order in which they came; they wait no longer. */
  List<Admitted> takeAll() throws Exception {
    if (waiting() == 0) {
      return List.of();
    }
    List<Admitted> all = new ArrayList<>();
    for (Admitted each : held.get()) {
      all.add(each);
    }
    held.clear();
    count.clear();
    return all;
  }
}
