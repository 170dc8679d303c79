// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Keys of the slices of an experiment that lie far apart. Flink deals keys out by hash, so that two
 * of a few would often meet on one subtask. Therefore slice k of N has a key that of N subtasks the
 * one numbered k would have: with N subtasks each has one slice, with half as many two. That
 * depends on the largest parallelism of the job, which never changes, and not on the present one:
 * so a key is the same after a restart at another.
 */
final class SliceKey {

  private SliceKey() {}

  /**
   * The key.
   *
   * @param maxParallelism of the operator that is keyed by it
   */
  static String of(String experimentId, int slice, int slices, int maxParallelism) {
    int subtasks = Math.min(slices, maxParallelism);
    int wanted = slice % subtasks;
    String key;
    int salt = 0;
    do {
      key = experimentId + "#" + slice + "." + salt++;
    } while (KeyGroupRangeAssignment.assignKeyToParallelOperator(key, maxParallelism, subtasks)
        != wanted);
    return key;
  }
}
