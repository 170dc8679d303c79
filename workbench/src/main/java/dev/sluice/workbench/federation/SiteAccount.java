// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationMessage;
import java.util.HashSet;
import java.util.Set;

/** What has left one site of a federation, by its own words. Not thread-safe. */
final class SiteAccount {
  /** A restart repeats what was said a moment ago, and nothing older. */
  private static final long ROUNDS = 16;

  private final Set<Said> lately = new HashSet<>();
  private long newest = -1;
  private long messages;
  private long bytes;
  private long refusals;
  private FederationAudit refusal;
  private FederationAudit spent;

  private record Said(long round, int attempt, FederationMessage what) {}

  /** Takes a record; the same one again, and one of long ago, changes nothing. */
  void add(FederationAudit audit) {
    if (audit.getRound() > newest) {
      newest = audit.getRound();
      lately.removeIf(said -> said.round <= newest - ROUNDS);
    }
    Said said = new Said(audit.getRound(), audit.getAttempt(), audit.getWhat());
    if (audit.getRound() <= newest - ROUNDS || !lately.add(said)) {
      return;
    }
    if (audit.getWhat() == FederationMessage.REFUSED) {
      refusals++;
      refusal = audit;
    } else {
      messages++;
      bytes += audit.getBytes();
    }
    if (audit.getEpsilon() != null && (spent == null || spent.getAt() <= audit.getAt())) {
      spent = audit;
    }
  }

  /** The newest round that it spoke of. */
  long newest() {
    return newest;
  }

  /** Messages that left it. */
  long messages() {
    return messages;
  }

  /** Bytes in them. */
  long bytes() {
    return bytes;
  }

  /** How often it gave no message. */
  long refusals() {
    return refusals;
  }

  /** The latest time that it gave none; null if there was none. */
  FederationAudit refusal() {
    return refusal;
  }

  /** Where it says how much privacy was spent; null if it adds no noise. */
  FederationAudit spent() {
    return spent;
  }
}
