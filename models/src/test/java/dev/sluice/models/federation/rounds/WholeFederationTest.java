// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.SiteSecret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sites and a coordinator, all taken out of their state anew for every message. */
final class WholeFederationTest {
  private static final List<String> SITES = List.of("a", "b", "c", "d", "e");

  private final Map<String, SiteMemory> memories = new TreeMap<>();
  private KeptRounds rounds;

  private void begin(boolean secure) {
    rounds = new KeptRounds(KeptRounds.terms(secure, 2, 0, 0, SITES.size()));
    SITES.forEach(site -> memories.put(site, SiteMemory.begin()));
  }

  /** All but these do what they are asked, and hear what the others share. */
  private void answer(String... silent) {
    RoundNews news = rounds.latest();
    for (String site : SITES) {
      if (!Arrays.asList(silent).contains(site)) {
        SiteRounds own = own(site);
        SiteQuestion question = question(news);
        Optional<SiteAnswer> answer = own.asked(question);
        if (answer.isEmpty() && question.phase().opens()) {
          answer = own.computed(question, KeptRounds.numbers(site, news.round()));
        }
        memories.put(site, own.memory());
        answer.ifPresent(said -> send(site, said));
      }
    }
  }

  private SiteRounds own(String site) {
    byte[] secret = Arrays.copyOf(site.getBytes(StandardCharsets.UTF_8), 32);
    return new SiteRounds(
        new SiteSecret(secret, site), SiteRules.plain(2, false), memories.get(site));
  }

  private SiteQuestion question(RoundNews news) {
    RoundId id = new RoundId("ward", news.round(), news.attempt());
    Roster roster = news.roster() == null ? new Roster(id, 0, new Keys[0]) : news.roster();
    return new SiteQuestion(
        id,
        Phase.valueOf(news.step().name()),
        rounds.terms.minimumSites(),
        KeptRounds.CLIP,
        roster,
        news.members(),
        news.survivors());
  }

  private void send(String site, SiteAnswer said) {
    Sender sender = new Sender(site, said.id().round(), said.id().attempt());
    if (said instanceof SiteAnswer.Plain plain) {
      rounds.tell(keeper -> keeper.update(sender, plain.numbers(), rounds.now));
    } else if (said instanceof SiteAnswer.PublicKeys keys) {
      rounds.tell(keeper -> keeper.keys(sender, keys.keys(), rounds.now));
    } else if (said instanceof SiteAnswer.Shares shares) {
      rounds.tell(keeper -> keeper.shares(sender, shares.shares(), rounds.now));
      for (EncryptedShares each : shares.shares()) {
        SiteRounds to = own(each.to());
        assertThat(to.received(said.id(), each)).isEmpty();
        memories.put(each.to(), to.memory());
      }
    } else if (said instanceof SiteAnswer.Masked masked) {
      rounds.tell(keeper -> keeper.masked(sender, masked.update(), rounds.now));
    } else if (said instanceof SiteAnswer.Revealed revealed) {
      rounds.tell(keeper -> keeper.revealed(sender, revealed.revealed(), rounds.now));
    }
  }

  @Test
  void maskedRoundsAreThePlainOnesToTheBit() {
    begin(false);
    for (int round = 0; round < 3; round++) {
      answer();
      rounds.pass(10L * (round + 1));
    }
    RoundNews plain = rounds.latest();
    begin(true);
    for (int round = 0; round < 3; round++) {
      for (int phase = 0; phase < 4; phase++) {
        answer();
      }
      rounds.pass(10L * (round + 1));
    }
    assertThat(rounds.latest().round()).isEqualTo(3);
    assertThat(rounds.latest().existence()).isEqualTo(plain.existence());
    assertThat(rounds.latest().orientation()).isEqualTo(plain.orientation());
  }

  @ParameterizedTest
  @EnumSource(
      value = RoundStep.class,
      names = {"KEYS", "SHARES", "MASKED", "REVEALS"})
  void whoDropsOutInAPhaseIsInTheSumOnlyIfItsUpdateCame(RoundStep phase) {
    begin(true);
    while (rounds.latest().round() == 0) {
      RoundStep asked = rounds.latest().step();
      answer(asked == phase ? new String[] {"c"} : new String[0]);
      if (rounds.latest().step() == asked) {
        rounds.timeout();
      }
      if (rounds.state.step() == RoundStep.PAUSED) {
        rounds.timeout();
      }
    }
    String[] counted =
        phase == RoundStep.REVEALS
            ? SITES.toArray(new String[0])
            : new String[] {"a", "b", "d", "e"};
    assertThat(rounds.latest().contributors()).containsExactly(counted);
    assertThat(rounds.latest().existence()).isEqualTo(KeptRounds.mean(0, counted).existence());
  }

  @ParameterizedTest
  @EnumSource(
      value = RoundStep.class,
      names = {"KEYS", "SHARES", "MASKED", "REVEALS"})
  void whereTooFewAnswerAnotherAttemptHasTheSameNumbersUnderOtherMasks(RoundStep phase) {
    begin(true);
    while (rounds.latest().attempt() == 0) {
      RoundStep asked = rounds.latest().step();
      answer(asked == phase ? new String[] {"a", "b", "c", "d"} : new String[0]);
      if (rounds.latest().step() == asked) {
        rounds.timeout();
      }
    }
    for (int each = 0; each < 4; each++) {
      answer();
    }
    rounds.timeout();
    assertThat(rounds.latest().round()).isEqualTo(1);
    assertThat(rounds.latest().existence())
        .isEqualTo(KeptRounds.mean(0, SITES.toArray(new String[0])).existence());
  }
}
