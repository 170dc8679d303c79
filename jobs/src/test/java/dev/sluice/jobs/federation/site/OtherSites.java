// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.federation.WireBytes;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.rounds.SiteAnswer;
import dev.sluice.models.federation.rounds.SiteMemory;
import dev.sluice.models.federation.rounds.SiteQuestion;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.rounds.SiteRounds;
import dev.sluice.models.federation.rounds.SiteRules;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.MaskedUpdate;
import dev.sluice.models.federation.secure.Reception;
import dev.sluice.models.federation.secure.RevealedShare;
import dev.sluice.models.federation.secure.RevealedShares;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.RoundState;
import dev.sluice.models.federation.secure.SecureRound;
import dev.sluice.models.federation.secure.SiteSecret;
import dev.sluice.schemas.FederationKeys;
import dev.sluice.schemas.FederationShareFor;
import dev.sluice.schemas.FederationShares;
import dev.sluice.schemas.FederationUpdate;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A coordinator, and the sites t and u, in a round with the site of the test. */
final class OtherSites {
  private final Map<String, SiteRounds> sites = new LinkedHashMap<>();
  private final RoundId id;
  private final SecureRound round;
  private Roster roster;
  private String[] members;

  OtherSites(long number, int attempt) {
    id = new RoundId("e", number, attempt);
    round = new SecureRound(RoundState.open(id, 2, 1, numbers().length()));
    for (String name : List.of("t", "u")) {
      byte[] secret = new byte[32];
      Arrays.fill(secret, (byte) name.charAt(0));
      sites.put(
          name,
          new SiteRounds(
              new SiteSecret(secret, name), SiteRules.plain(2, false), SiteMemory.begin()));
    }
  }

  /** What each of them adds. */
  static RingVector numbers() {
    return Fixture.numbers(0.25);
  }

  /** After the keys of the site: what is asked next. */
  SiteQuestion afterKeys(FederationKeys keys) {
    accept(
        round.keys(
            new Keys(
                keys.getSite(),
                WireBytes.copy(keys.getMaskKey()),
                WireBytes.copy(keys.getShareKey()))));
    SiteQuestion question = SiteQuestion.opening(id, Phase.KEYS, 2, 8);
    for (SiteRounds site : sites.values()) {
      SiteAnswer said = site.computed(question, numbers()).orElseThrow();
      accept(round.keys(((SiteAnswer.PublicKeys) said).keys()));
    }
    roster = round.fixRoster(2);
    return question(Phase.SHARES);
  }

  /** After the shares of the site: those of others for it. */
  List<Heard> afterShares(FederationShares shares) {
    for (FederationShareFor share : shares.getEncrypted()) {
      accept(
          round.shares(
              new EncryptedShares(
                  shares.getSite(), share.getTo(), WireBytes.copy(share.getCiphertext()))));
    }
    for (SiteRounds site : sites.values()) {
      SiteAnswer said = site.asked(question(Phase.SHARES)).orElseThrow();
      Arrays.stream(((SiteAnswer.Shares) said).shares())
          .forEach(sent -> accept(round.shares(sent)));
    }
    members = round.fixMembers();
    sites.forEach(
        (name, site) -> Arrays.stream(round.inbox(name)).forEach(sent -> site.received(id, sent)));
    return Arrays.stream(round.inbox("s")).map(sent -> new Heard(id, null, sent)).toList();
  }

  SiteQuestion question(Phase phase) {
    String[] of = members == null ? new String[0] : members;
    return new SiteQuestion(
        id, phase, 2, 8, roster, of, phase == Phase.REVEALS ? of : new String[0]);
  }

  void afterUpdate(FederationUpdate update) {
    byte[] bytes = WireBytes.copy(update.getNumbers());
    IntBuffer numbers = ByteBuffer.wrap(bytes).asIntBuffer();
    int[] values = new int[numbers.remaining()];
    numbers.get(values);
    accept(
        round.update(
            new MaskedUpdate(
                update.getSite(),
                new RingVector(update.getWords(), values),
                WireBytes.copy(update.getSeedCommitment()),
                WireBytes.copy(update.getMembersDigest()))));
    for (SiteRounds site : sites.values()) {
      SiteAnswer said = site.asked(question(Phase.MASKED)).orElseThrow();
      accept(round.update(((SiteAnswer.Masked) said).update()));
    }
    round.fixSurvivors();
  }

  /** The sum, after the shares that the site reveals. */
  RingVector afterRevealed(FederationShares shares) {
    accept(
        round.reveal(
            new RevealedShares(
                shares.getSite(),
                shares.getRevealed().stream()
                    .map(
                        share ->
                            new RevealedShare(
                                share.getOf(),
                                share.getSurvives(),
                                WireBytes.copy(share.getShare())))
                    .toArray(RevealedShare[]::new))));
    for (SiteRounds site : sites.values()) {
      SiteAnswer said = site.asked(question(Phase.REVEALS)).orElseThrow();
      accept(round.reveal(((SiteAnswer.Revealed) said).revealed()));
    }
    return round.sum();
  }

  private static void accept(Reception reception) {
    if (reception != Reception.ACCEPTED) {
      throw new AssertionError("a message is " + reception);
    }
  }
}
