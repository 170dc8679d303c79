// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.Keyed;
import dev.sluice.models.federation.privacy.ProtectedUnit;
import dev.sluice.models.federation.privacy.ZeroConcentrated;
import dev.sluice.models.federation.rounds.SiteAnswer;
import dev.sluice.models.federation.rounds.SiteNoise;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationMessage;
import dev.sluice.schemas.FederationProtectedUnit;

/**
 * What the site says of what left it, and of why nothing did. How many rows it has and on what it
 * intervenes is in none of it.
 *
 * @param settings of the job
 */
record Audits(SiteSettings settings) {

  /** A message that leaves. */
  Keyed<FederationAudit> left(SiteAnswer answer, double spent, long now) {
    FederationAudit.Builder audit =
        begun(answer.id(), now).setWhat(what(answer)).setBytes(answer.bytes());
    return told(audit, answer.rho(), spent);
  }

  /** A message that does not. */
  Keyed<FederationAudit> refused(RoundId id, String reason, double spent, long now) {
    FederationAudit.Builder audit =
        begun(id, now).setWhat(FederationMessage.REFUSED).setReason(reason);
    return told(audit, 0, spent);
  }

  /** The same, by somebody who does not know what was spent. */
  Keyed<FederationAudit> refused(RoundId id, String reason, long now) {
    return keyed(begun(id, now).setWhat(FederationMessage.REFUSED).setReason(reason));
  }

  private FederationAudit.Builder begun(RoundId id, long now) {
    return FederationAudit.newBuilder()
        .setFederation(id.federation())
        .setRound(id.round())
        .setAttempt(id.attempt())
        .setSite(settings.site())
        .setAt(now);
  }

  private Keyed<FederationAudit> told(FederationAudit.Builder audit, double rho, double spent) {
    SiteNoise noise = settings.rules().noise();
    if (noise != null) {
      double epsilon =
          new ZeroConcentrated(Double.POSITIVE_INFINITY, spent).epsilon(settings.delta());
      audit
          .setUnit(
              noise.unit() == ProtectedUnit.SITE
                  ? FederationProtectedUnit.SITE
                  : FederationProtectedUnit.EVENT)
          .setNoiseMultiplier(noise.multiplier())
          .setRho(rho)
          .setRhoSpent(spent)
          .setEpsilon(epsilon)
          .setDelta(settings.delta());
    }
    return keyed(audit);
  }

  private static Keyed<FederationAudit> keyed(FederationAudit.Builder audit) {
    return new Keyed<>(audit.getFederation(), audit.build());
  }

  private static FederationMessage what(SiteAnswer answer) {
    if (answer instanceof SiteAnswer.PublicKeys) {
      return FederationMessage.KEYS;
    } else if (answer instanceof SiteAnswer.Shares) {
      return FederationMessage.SHARES;
    } else if (answer instanceof SiteAnswer.Plain) {
      return FederationMessage.UPDATE;
    } else if (answer instanceof SiteAnswer.Masked) {
      return FederationMessage.MASKED_UPDATE;
    }
    return FederationMessage.REVEALED_SHARES;
  }
}
