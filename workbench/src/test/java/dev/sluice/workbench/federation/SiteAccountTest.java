// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationMessage;
import org.junit.jupiter.api.Test;

class SiteAccountTest {
  private final SiteAccount account = new SiteAccount();

  private static FederationAudit update(long round, long bytes) {
    return FederationFixture.audit("a", round, FederationMessage.UPDATE, bytes);
  }

  @Test
  void addsUpWhatLeft() {
    account.add(FederationFixture.audit("a", 0, FederationMessage.KEYS, 64));
    account.add(update(0, 100));
    account.add(update(1, 100));

    assertThat(account.messages()).isEqualTo(3);
    assertThat(account.bytes()).isEqualTo(264);
    assertThat(account.newest()).isEqualTo(1);
    assertThat(account.refusals()).isZero();
    assertThat(account.spent()).isNull();
  }

  @Test
  void countsWhatARestartSaysAgainOnce() {
    account.add(update(0, 100));
    account.add(update(0, 100));
    FederationAudit again = update(0, 100);
    again.setAttempt(1);
    account.add(again);
    account.add(update(16, 1));
    account.add(update(0, 100)); // of long ago

    assertThat(account.messages()).isEqualTo(3);
    assertThat(account.bytes()).isEqualTo(201);
    assertThat(account.newest()).isEqualTo(16);
  }

  @Test
  void refusalsAreNoMessages() {
    FederationAudit refusal = FederationFixture.audit("a", 2, FederationMessage.REFUSED, 0);
    account.add(refusal);

    assertThat(account.messages()).isZero();
    assertThat(account.refusals()).isEqualTo(1);
    assertThat(account.refusal()).isEqualTo(refusal);
  }

  @Test
  void knowsTheLatestPrivacySpent() {
    FederationAudit first = update(0, 1);
    first.setEpsilon(0.5);
    FederationAudit second = update(1, 1);
    second.setEpsilon(0.75);
    account.add(second);
    account.add(first);
    account.add(update(2, 1));

    assertThat(account.spent()).isEqualTo(second);
  }
}
