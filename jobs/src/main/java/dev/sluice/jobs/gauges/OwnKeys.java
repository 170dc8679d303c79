// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import java.util.function.Predicate;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The keys of a keyed operator's subtask, as Flink deals them out. What is kept in operator state
 * by key goes to every subtask of a restored job, and each takes what is its own, whatever the
 * parallelism.
 *
 * @param task the subtask
 */
record OwnKeys(TaskInfo task) implements Predicate<String> {

  @Override
  public boolean test(String key) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
        == task.getIndexOfThisSubtask();
  }
}
