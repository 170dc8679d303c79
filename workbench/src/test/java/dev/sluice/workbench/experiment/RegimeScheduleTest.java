// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegimeScheduleTest {
  @Test
  void mixesRegimesEvenly() {
    assertThat(first(8, new RegimeSchedule(4, 2, 2))).containsExactly(0, 1, 2, 0, 0, 1, 2, 0);
  }

  @Test
  void everyRoundHasTheCounts() {
    RegimeSchedule schedule = new RegimeSchedule(1000, 100, 0, 7);

    assertThat(schedule.round()).isEqualTo(1107);
    for (int round = 0; round < 3; round++) {
      int[] counts = new int[4];
      for (int regime : first(1107, schedule)) {
        counts[regime]++;
      }
      assertThat(counts).containsExactly(1000, 100, 0, 7);
    }
  }

  @Test
  void regimesWithoutSamplesDoNotCome() {
    assertThat(first(4, new RegimeSchedule(0, 2, 2))).containsExactly(1, 2, 1, 2);
  }

  private static int[] first(int length, RegimeSchedule schedule) {
    return IntStream.range(0, length).map(i -> schedule.next()).toArray();
  }
}
