// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.federation.WireBytes;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.rounds.SiteAnswer;
import dev.sluice.models.federation.secure.MaskedUpdate;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.schemas.FederationKeys;
import dev.sluice.schemas.FederationRevealedShare;
import dev.sluice.schemas.FederationShareFor;
import dev.sluice.schemas.FederationShares;
import dev.sluice.schemas.FederationUpdate;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Puts a site's answers into their wire form. */
final class Messages {

  private Messages() {}

  static Keyed<FederationKeys> keys(SiteAnswer.PublicKeys answer) {
    RoundId id = answer.id();
    return new Keyed<>(
        id.federation(),
        FederationKeys.newBuilder()
            .setFederation(id.federation())
            .setRound(id.round())
            .setAttempt(id.attempt())
            .setSite(answer.keys().site())
            .setMaskKey(ByteBuffer.wrap(answer.keys().publicMaskKey()))
            .setShareKey(ByteBuffer.wrap(answer.keys().publicShareKey()))
            .build());
  }

  static Keyed<FederationShares> shares(SiteAnswer.Shares answer, String site) {
    return shares(
        answer.id(),
        site,
        Arrays.stream(answer.shares())
            .map(share -> new FederationShareFor(share.to(), ByteBuffer.wrap(share.ciphertext())))
            .toList(),
        List.of());
  }

  static Keyed<FederationShares> revealed(SiteAnswer.Revealed answer) {
    return shares(
        answer.id(),
        answer.revealed().from(),
        List.of(),
        Arrays.stream(answer.revealed().shares())
            .map(
                share ->
                    new FederationRevealedShare(
                        share.of(), share.survives(), ByteBuffer.wrap(share.share())))
            .toList());
  }

  private static Keyed<FederationShares> shares(
      RoundId id,
      String site,
      List<FederationShareFor> encrypted,
      List<FederationRevealedShare> revealed) {
    return new Keyed<>(
        id.federation(),
        FederationShares.newBuilder()
            .setFederation(id.federation())
            .setRound(id.round())
            .setAttempt(id.attempt())
            .setSite(site)
            .setEncrypted(encrypted)
            .setRevealed(revealed)
            .build());
  }

  static Keyed<FederationUpdate> plain(SiteAnswer.Plain answer, String site) {
    return update(answer.id(), site, answer.numbers(), null);
  }

  static Keyed<FederationUpdate> masked(SiteAnswer.Masked answer) {
    MaskedUpdate update = answer.update();
    return update(answer.id(), update.site(), update.vector(), update);
  }

  private static Keyed<FederationUpdate> update(
      RoundId id, String site, RingVector numbers, MaskedUpdate masked) {
    return new Keyed<>(
        id.federation(),
        FederationUpdate.newBuilder()
            .setFederation(id.federation())
            .setRound(id.round())
            .setAttempt(id.attempt())
            .setSite(site)
            .setWords(numbers.words())
            .setNumbers(ByteBuffer.wrap(WireBytes.of(numbers)))
            .setSeedCommitment(masked == null ? null : ByteBuffer.wrap(masked.seedCommitment()))
            .setMembersDigest(masked == null ? null : ByteBuffer.wrap(masked.membersDigest()))
            .build());
  }
}
