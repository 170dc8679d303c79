// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Versions of the formulas that downstream was told all changes for when the state was stored.
 * Every subtask gets to know those of all others.
 */
final class ToldFor {

  private final ListState<Integer> state;
  private final List<Integer> restored = new ArrayList<>();

  private ToldFor(ListState<Integer> state) throws Exception {
    this.state = state;
    state.get().forEach(restored::add);
  }

  static ToldFor open(FunctionInitializationContext context) throws Exception {
    return new ToldFor(
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("told-for", Types.INT)));
  }

  /** Whether any of the restored state belongs to another version. */
  boolean others(int version) {
    return restored.stream().anyMatch(each -> each != version);
  }

  void snapshot(int version) throws Exception {
    state.update(List.of(version));
  }
}
