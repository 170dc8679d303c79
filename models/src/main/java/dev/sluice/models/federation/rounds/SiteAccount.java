// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.privacy.ZeroConcentrated;
import dev.sluice.models.federation.secure.RefusalException;

/**
 * What updates cost: each once, when it first leaves, however often it is sent.
 *
 * @param rules of the site
 */
record SiteAccount(SiteRules rules) {

  /** Rho that the update of a round has yet to pay. */
  double due(SiteMemory memory, long round, boolean masked) {
    return rules.noise() == null || round <= memory.paid() ? 0 : rules.noise().rho(masked);
  }

  /**
   * Refuses an update that the budget does not hold.
   *
   * @throws RefusalException that says what is left
   */
  void requireAffordable(SiteMemory memory, long round, boolean masked) {
    double rho = due(memory, round, masked);
    double budget = Math.max(rules.budget(), memory.spent()); // it may have been cut since
    ZeroConcentrated account = new ZeroConcentrated(budget, memory.spent());
    if (!account.affords(rho)) {
      throw new RefusalException(
          "the privacy budget is spent: an update costs a rho of %s, and %s of %s are left"
              .formatted(rho, account.remaining(), rules.budget()));
    }
  }
}
