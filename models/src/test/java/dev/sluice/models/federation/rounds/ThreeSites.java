// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.Reception;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.RoundState;
import dev.sluice.models.federation.secure.SecureRound;
import dev.sluice.models.federation.secure.SiteSecret;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Three sites of two variables, and a coordinator that asks them. Every message is answered twice
 * from copies of what the site remembers, as after a failure, and has to be the same.
 */
final class ThreeSites {
  static final double CLIP = 8;
  static final int MINIMUM = 2;

  final Map<String, SiteMemory> memories = new LinkedHashMap<>();
  private final SiteRules rules;
  private SecureRound round;
  private RoundId id;

  ThreeSites(SiteRules rules) {
    this.rules = rules;
    List.of("a", "b", "c").forEach(site -> memories.put(site, SiteMemory.begin()));
  }

  static SiteSecret secret(String site) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) site.charAt(0));
    return new SiteSecret(bytes, site);
  }

  /** Changes of a site: half a logit times its place. */
  static RingVector update(String site) {
    double x = (site.charAt(0) - 'a' + 1) / 2.0;
    EdgeLogits change = new EdgeLogits(2, new double[] {x, -x}, new double[] {x});
    return new UpdateEncoding(CLIP).encode(new SiteUpdate(site, 0, change, new double[] {0.5}));
  }

  static SiteQuestion opening(long round, int attempt, Phase phase) {
    return SiteQuestion.opening(new RoundId("ward", round, attempt), phase, MINIMUM, CLIP);
  }

  SiteRounds site(String name) {
    return new SiteRounds(secret(name), rules, memories.get(name));
  }

  private interface Step {
    Optional<SiteAnswer> of(SiteRounds site);
  }

  private SiteAnswer said(String name, Step step) {
    SiteRounds again = site(name);
    String replay = Bytes.of(step.of(again).orElse(null));
    SiteRounds site = site(name);
    SiteAnswer answer = step.of(site).orElse(null);
    memories.put(name, site.memory());
    if (!Bytes.of(answer).equals(replay)
        || !Bytes.of(again.memory()).equals(Bytes.of(site.memory()))) {
      throw new AssertionError("a replay differs");
    }
    return answer;
  }

  /** Null if there is no answer. */
  SiteAnswer ask(String name, SiteQuestion question) {
    return said(name, site -> site.asked(question));
  }

  SiteAnswer compute(String name, SiteQuestion question, RingVector numbers) {
    return said(name, site -> site.computed(question, numbers));
  }

  SiteAnswer receive(String name, EncryptedShares shares) {
    return said(name, site -> site.received(id, shares));
  }

  /** Opens an attempt, in which all sites say their keys; they have what they add. */
  Roster keys(long number, int attempt) {
    id = new RoundId("ward", number, attempt);
    round = new SecureRound(RoundState.open(id, MINIMUM, 1, update("a").length()));
    for (String name : memories.keySet()) {
      SiteAnswer.PublicKeys said =
          (SiteAnswer.PublicKeys) ask(name, opening(number, attempt, Phase.KEYS));
      accept(round.keys(said.keys()));
    }
    return round.fixRoster(2);
  }

  /** Asks all for shares, passes them on, and asks for masked numbers of the members. */
  Map<String, SiteAnswer.Masked> masked(Roster roster) {
    for (String name : memories.keySet()) {
      SiteAnswer.Shares said = (SiteAnswer.Shares) ask(name, question(Phase.SHARES, roster));
      Arrays.stream(said.shares()).forEach(sent -> accept(round.shares(sent)));
    }
    String[] members = round.fixMembers();
    Map<String, SiteAnswer.Masked> all = new LinkedHashMap<>();
    for (String name : memories.keySet()) {
      // The first shares come before the question, the others after it.
      EncryptedShares[] inbox = round.inbox(name);
      receive(name, inbox[0]);
      SiteAnswer none = ask(name, question(Phase.MASKED, roster, members));
      if (none != null) {
        throw new AssertionError("masked without the shares of " + inbox[1].from());
      }
      SiteAnswer.Masked said = (SiteAnswer.Masked) receive(name, inbox[1]);
      all.put(name, said);
      accept(round.update(said.update()));
    }
    return all;
  }

  RingVector sum(Roster roster) {
    String[] survivors = round.fixSurvivors();
    for (String name : survivors) {
      SiteQuestion asked =
          new SiteQuestion(id, Phase.REVEALS, MINIMUM, CLIP, roster, survivors, survivors);
      accept(round.reveal(((SiteAnswer.Revealed) ask(name, asked)).revealed()));
    }
    return round.sum();
  }

  SiteQuestion question(Phase phase, Roster roster, String... members) {
    return new SiteQuestion(id, phase, MINIMUM, CLIP, roster, members, new String[0]);
  }

  Roster without(Roster roster, String site) {
    Keys[] others =
        Arrays.stream(roster.members())
            .filter(keys -> !keys.site().equals(site))
            .toArray(Keys[]::new);
    return new Roster(roster.id(), roster.threshold(), others);
  }

  private static void accept(Reception reception) {
    if (reception != Reception.ACCEPTED) {
      throw new AssertionError("a message is " + reception);
    }
  }
}
