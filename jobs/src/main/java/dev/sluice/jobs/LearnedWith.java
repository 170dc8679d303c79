// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * The options that an operator's networks and held samples were learned with, kept in its state:
 * with any others, the state would be wrong, and is refused.
 */
public final class LearnedWith {
  private final ListState<String> stored;
  private final String now;

  private LearnedWith(ListState<String> stored, String now) {
    this.stored = stored;
    this.now = now;
  }

  /**
   * Compares the options with those of the state that is restored.
   *
   * @param now the options, as a user gives them
   * @throws ConfigurationFault if they differ; it names both
   */
  public static LearnedWith open(FunctionInitializationContext context, String now)
      throws Exception {
    ListState<String> stored =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("learning", Types.STRING));
    for (String before : stored.get()) {
      if (!before.equals(now)) {
        throw new ConfigurationFault(
            "the state was learned with %s, not with %s".formatted(before, now));
      }
    }
    return new LearnedWith(stored, now);
  }

  /** Puts the options into a snapshot. */
  public void snapshot() throws Exception {
    stored.update(List.of(now));
  }
}
