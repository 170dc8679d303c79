// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class SliceKeyTest {

  @Test
  void slicesLieOnSubtasksOfTheirOwn() {
    for (int parallelism : new int[] {2, 3, 4, 8}) {
      for (int e = 0; e < 50; e++) {
        Set<Integer> subtasks = new TreeSet<>();
        for (int slice = 0; slice < parallelism; slice++) {
          String key = SliceKey.of("e" + e, slice, parallelism, 128);
          subtasks.add(KeyGroupRangeAssignment.assignKeyToParallelOperator(key, 128, parallelism));
        }
        assertThat(subtasks).hasSize(parallelism);
      }
    }
    assertThat(SliceKey.of("e", 2, 4, 1)).isEqualTo("e#2.0");
  }
}
