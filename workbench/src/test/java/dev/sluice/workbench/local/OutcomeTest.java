// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OutcomeTest {
  @Test
  void saysWhatWasOfNoUse() {
    assertThat(Outcome.fate("samples", new Accounts(0, 0, 0, 0, 0, 0)))
        .isEqualTo("there were no samples to read");
    assertThat(Outcome.fate("samples", new Accounts(1_200, 0, 0, 0, 1_200, 0)))
        .isEqualTo("1,200 samples read, all of them duplicates: nothing new");
    assertThat(Outcome.fate("samples", new Accounts(3, 0, 1, 0, 2, 0)))
        .isEqualTo("none of the samples could be used");
    assertThat(Outcome.fate("samples", new Accounts(3, 1, 0, 0, 2, 0))).isEmpty();
  }

  @Test
  void countsDeadLettersByReason() {
    assertThat(Outcome.deadLetters(Map.of("malformed", 1L), "sluice.dead-letters"))
        .isEqualTo("1 dead letter in sluice.dead-letters: 1 malformed");
    assertThat(
            Outcome.deadLetters(
                new TreeMap<>(Map.of("not-a-number", 2_000L, "malformed", 1L)), "x.dead-letters"))
        .isEqualTo("2,001 dead letters in x.dead-letters: 1 malformed, 2,000 not-a-number");
  }
}
