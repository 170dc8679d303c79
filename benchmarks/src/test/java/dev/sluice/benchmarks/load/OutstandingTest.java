// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OutstandingTest {
  private final Outstanding outstanding = new Outstanding();

  @Test
  void aSnapshotShowsTheRecordsOfItsKeyUpToItsMark() {
    outstanding.sent("a", 1, 100);
    outstanding.sent("b", 1, 110);
    outstanding.sent("a", 2, 120);
    outstanding.sent("a", 3, 130);
    outstanding.shown("a", 2, 500);
    assertThat(outstanding.count()).isEqualTo(2);
    assertThat(outstanding.latencies().count()).isEqualTo(2);
    assertThat(outstanding.latencies().quantile(0.5)).isEqualTo(380);
    assertThat(outstanding.latencies().quantile(1)).isEqualTo(400);
  }

  @Test
  void whatWasShownIsNotShownAgain() {
    outstanding.sent("a", 1, 100);
    outstanding.shown("a", 1, 101);
    outstanding.shown("a", 1, 900);
    outstanding.shown("unknown", 9, 900);
    assertThat(outstanding.latencies().count()).isEqualTo(1);
    assertThat(outstanding.latencies().quantile(1)).isEqualTo(1);
    assertThat(outstanding.count()).isZero();
  }

  @Test
  void quantilesAreExactToTheMillisecond() {
    Latencies latencies = new Latencies();
    assertThat(latencies.quantile(0.99)).isZero();
    for (int millis = 1; millis <= 1_000; millis++) {
      latencies.add(millis);
    }
    assertThat(latencies.quantile(0.5)).isEqualTo(500);
    assertThat(latencies.quantile(0.95)).isEqualTo(950);
    assertThat(latencies.quantile(0.999)).isEqualTo(999);
    latencies.add(Long.MAX_VALUE);
    assertThat(latencies.quantile(1)).isEqualTo(600_000);
  }
}
