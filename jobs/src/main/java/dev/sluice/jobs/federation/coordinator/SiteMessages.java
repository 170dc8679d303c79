// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenName;
import dev.sluice.jobs.federation.WireBytes;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.rounds.Sender;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.MaskedUpdate;
import dev.sluice.models.federation.secure.RevealedShare;
import dev.sluice.models.federation.secure.RevealedShares;
import dev.sluice.models.federation.statistics.Room;
import dev.sluice.schemas.FederationKeys;
import dev.sluice.schemas.FederationShares;
import dev.sluice.schemas.FederationUpdate;

/** Takes records of sites out of their wire form. */
final class SiteMessages {
  private SiteMessages() {}

  static Decoded<FederationUpdate> check(FederationUpdate update) {
    String fault =
        fault(update.getFederation(), update.getSite(), update.getRound(), update.getAttempt());
    int words = update.getWords();
    if (fault == null && (words < 1 || words > Room.MAX_WORDS)) {
      fault = "words: must be 1 to %d, is %d".formatted(Room.MAX_WORDS, words);
    }
    if (fault == null && update.getNumbers().remaining() % (words * Integer.BYTES) != 0) {
      fault =
          "numbers: %d bytes are no whole number of numbers of %d words"
              .formatted(update.getNumbers().remaining(), words);
    }
    if (fault == null
        && (update.getSeedCommitment() == null) != (update.getMembersDigest() == null)) {
      fault = "seedCommitment: there is none without membersDigest, nor the other way round";
    }
    return checked(update, fault);
  }

  static Decoded<FederationKeys> check(FederationKeys keys) {
    return checked(
        keys, fault(keys.getFederation(), keys.getSite(), keys.getRound(), keys.getAttempt()));
  }

  static Decoded<FederationShares> check(FederationShares shares) {
    String fault =
        fault(shares.getFederation(), shares.getSite(), shares.getRound(), shares.getAttempt());
    if (fault == null && shares.getEncrypted().isEmpty() == shares.getRevealed().isEmpty()) {
      fault = "encrypted: exactly one of encrypted and revealed has entries";
    }
    return checked(shares, fault);
  }

  private static <T> Decoded<T> checked(T record, String fault) {
    return fault == null ? Decoded.of(record) : Decoded.refused(Reason.MALFORMED, fault);
  }

  private static String fault(String federation, String site, long round, int attempt) {
    if (GivenName.isBlank(federation)) {
      return "federation: must not be blank";
    }
    if (GivenName.isBlank(site)) {
      return "site: must not be blank";
    }
    if (round < 0) {
      return "round: must be at least 0, is " + round;
    }
    if (attempt < 0) {
      return "attempt: must be at least 0, is " + attempt;
    }
    return GivenName.lengthFault("site", site);
  }

  static SiteMessage of(FederationUpdate update, RawRecord source) {
    Sender sender = new Sender(update.getSite(), update.getRound(), update.getAttempt());
    RingVector numbers = WireBytes.numbers(update.getWords(), update.getNumbers());
    boolean masked = update.getSeedCommitment() != null;
    return new SiteMessage(
        source,
        update.getFederation(),
        sender,
        masked ? null : numbers,
        masked
            ? new MaskedUpdate(
                update.getSite(),
                numbers,
                WireBytes.copy(update.getSeedCommitment()),
                WireBytes.copy(update.getMembersDigest()))
            : null,
        null,
        null,
        null);
  }

  static SiteMessage of(FederationKeys keys, RawRecord source) {
    return new SiteMessage(
        source,
        keys.getFederation(),
        new Sender(keys.getSite(), keys.getRound(), keys.getAttempt()),
        null,
        null,
        new Keys(
            keys.getSite(), WireBytes.copy(keys.getMaskKey()), WireBytes.copy(keys.getShareKey())),
        null,
        null);
  }

  static SiteMessage of(FederationShares shares, RawRecord source) {
    String site = shares.getSite();
    boolean encrypted = !shares.getEncrypted().isEmpty();
    return new SiteMessage(
        source,
        shares.getFederation(),
        new Sender(site, shares.getRound(), shares.getAttempt()),
        null,
        null,
        null,
        encrypted
            ? shares.getEncrypted().stream()
                .map(
                    to -> new EncryptedShares(site, to.getTo(), WireBytes.copy(to.getCiphertext())))
                .toArray(EncryptedShares[]::new)
            : null,
        encrypted
            ? null
            : new RevealedShares(
                site,
                shares.getRevealed().stream()
                    .map(
                        of ->
                            new RevealedShare(
                                of.getOf(), of.getSurvives(), WireBytes.copy(of.getShare())))
                    .toArray(RevealedShare[]::new)));
  }
}
