// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsTest {
  @Test
  void everyRecordIsAccountedFor() {
    Accounts accounts = new Accounts(12_345, 12_000, 300, 40, 4, 1);

    assertThat(accounts.balance()).isTrue();
    assertThat(accounts)
        .hasToString(
            "12,345 read = 12,000 accepted + 300 dead-lettered + 40 late + 4 duplicate + 1 waiting");
  }

  @Test
  void aRecordIsMissing() {
    Accounts accounts = new Accounts(3, 2, 0, 0, 0, 0);

    assertThat(accounts.balance()).isFalse();
    assertThat(accounts)
        .hasToString(
            "3 read IS NOT 2 accepted + 0 dead-lettered + 0 late + 0 duplicate + 0 waiting");
  }

  @Test
  void missingCountsAreZero() {
    assertThat(Accounts.of(Map.of("read", 5L, "waiting", 5L, "deadLettered_malformed", 7L)))
        .isEqualTo(new Accounts(5, 0, 0, 0, 0, 5));
  }
}
