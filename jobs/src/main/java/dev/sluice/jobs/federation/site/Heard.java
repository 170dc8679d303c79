// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.federation.WireBytes;
import dev.sluice.models.federation.rounds.SiteQuestion;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.schemas.FederationShareFor;
import dev.sluice.schemas.FederationShares;

/**
 * What reaches the sender: a question of the coordinator, or another site's shares for this one.
 *
 * @param id of the round and attempt
 * @param question null if it is shares
 * @param shares null if it is a question, or shares of which none is for this site
 */
public record Heard(RoundId id, SiteQuestion question, EncryptedShares shares) {

  static Heard question(SiteQuestion question) {
    return new Heard(question.id(), question, null);
  }

  /** What is for a site in a record of shares. */
  static Heard shares(FederationShares record, RawRecord source, String site) {
    RoundId id = new RoundId(record.getFederation(), record.getRound(), record.getAttempt());
    EncryptedShares own = null;
    for (FederationShareFor share : record.getEncrypted()) {
      if (own == null && share.getTo().equals(site)) {
        own = new EncryptedShares(record.getSite(), site, WireBytes.copy(share.getCiphertext()));
      }
    }
    return new Heard(id, null, own);
  }

  String federation() {
    return id.federation();
  }
}
