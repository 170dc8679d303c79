// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoTrafficTest {
  @Test
  void rateGrowsForAMinuteAndThenStays() {
    assertThat(DemoTraffic.due(0)).isZero();
    assertThat(DemoTraffic.due(2)).isEqualTo(26);
    assertThat(DemoTraffic.due(10)).isEqualTo(666);
    assertThat(DemoTraffic.due(60)).isEqualTo(24_000);
    assertThat(DemoTraffic.due(61)).isEqualTo(24_800);
  }
}
