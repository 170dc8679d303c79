// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.local.Accounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SoakResultTest {
  private static final Map<Poison, Long> POISONED =
      Map.of(Poison.MALFORMED, 2L, Poison.DUPLICATE, 1L, Poison.UNDECLARED, 1L);

  @Test
  void everyRecordIsWhatItWasSentToBe() {
    assertThat(result(new Accounts(10, 6, 3, 0, 1, 0), 3).differences()).isEmpty();
  }

  @Test
  void whatIsNotIsTold() {
    assertThat(result(new Accounts(10, 7, 2, 0, 0, 1), 2).differences())
        .containsExactly(
            "accepted: 6 expected, 7 found",
            "duplicates: 1 expected, 0 found",
            "dead letters counted: 3 expected, 2 found",
            "dead letters found: 3 expected, 2 found",
            "waiting: 0 expected, 1 found");
  }

  @Test
  void aRateIsBorneWhileTheLagIsFlat() {
    assertThat(new SustainableRate.Try(1_000, 990, 49, 1_999).borne()).isTrue();
    assertThat(new SustainableRate.Try(1_000, 960, 0, 0).borne()).isFalse();
    assertThat(new SustainableRate.Try(1_000, 1_000, 51, 0).borne()).isFalse();
    assertThat(new SustainableRate.Try(1_000, 1_000, 0, 2_001).borne()).isFalse();
  }

  private static SoakResult result(Accounts accounts, long deadLetters) {
    Latencies latencies = new Latencies();
    for (int i = 0; i < 6; i++) {
      latencies.add(i);
    }
    Checkpoints.Spread none = new Checkpoints.Spread(0, 0, 0);
    return new SoakResult(
        MeasuredJob.POSTERIOR,
        20,
        List.of(),
        1,
        10,
        POISONED,
        accounts,
        deadLetters,
        1,
        0,
        latencies,
        new Checkpoints(1, 0, none, none),
        new Series(),
        new Series());
  }
}
