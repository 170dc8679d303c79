// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import static dev.sluice.models.federation.rounds.KeptRounds.mean;
import static dev.sluice.models.federation.rounds.KeptRounds.terms;
import static dev.sluice.models.federation.secure.Reception.ACCEPTED;
import static dev.sluice.models.federation.secure.Reception.EARLY;
import static dev.sluice.models.federation.secure.Reception.LATE;
import static dev.sluice.models.federation.secure.Reception.REPEATED;
import static dev.sluice.models.federation.secure.Reception.STRANGER;
import static dev.sluice.models.federation.secure.Reception.UNFIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.RevealedShare;
import dev.sluice.models.federation.secure.RevealedShares;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds of masked updates: sums are those of plain ones, whoever drops out and when. */
final class RoundKeeperSecureTest {
  private static final String[] ALL = {"a", "b", "c", "d", "e"};

  private static String[] without(String... silent) {
    return Arrays.stream(ALL)
        .filter(site -> !Arrays.asList(silent).contains(site))
        .toArray(String[]::new);
  }

  private static void assertBelief(RoundNews news, EdgeLogits belief) {
    assertThat(news.existence()).isEqualTo(belief.existence());
    assertThat(news.orientation()).isEqualTo(belief.orientation());
  }

  private static void assertAsks(KeptRounds rounds, RoundStep step, long round, int attempt) {
    RoundNews news = rounds.latest();
    assertThat(List.of(news.step(), news.round(), news.attempt()))
        .containsExactly(step, round, attempt);
  }

  @Test
  void isThePlainRoundToTheBit() {
    KeptRounds masked = new KeptRounds(terms(true, 3, 0, 0, 5));
    for (RoundStep step :
        List.of(RoundStep.KEYS, RoundStep.SHARES, RoundStep.MASKED, RoundStep.REVEALS)) {
      assertAsks(masked, step, 0, 0);
      assertThat(masked.answer(ALL)).containsOnly(ACCEPTED);
    }
    KeptRounds plain = new KeptRounds(terms(false, 3, 0, 0, 5));
    plain.answer(ALL);
    masked.pass(10);
    plain.pass(10);
    assertThat(plain.latest().round()).isEqualTo(1);
    assertThat(masked.latest().existence()).isEqualTo(plain.latest().existence());
    assertThat(masked.latest().orientation()).isEqualTo(plain.latest().orientation());
    assertBelief(masked.latest(), mean(0, ALL));
    assertThat(masked.said)
        .extracting(RoundNews::step)
        .containsExactly(
            RoundStep.KEYS, RoundStep.SHARES, RoundStep.MASKED, RoundStep.REVEALS, RoundStep.KEYS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void whoDropsOutHoldsUpItsPhaseUntilTheTimeIsOver(int phase) {
    KeptRounds rounds = new KeptRounds(terms(true, 3, 0, 0, 5));
    for (int at = 0; at < 4; at++) {
      RoundNews asked = rounds.latest();
      rounds.answer(at < phase ? ALL : without("b"));
      if (at == phase) {
        assertThat(rounds.latest()).isSameAs(asked);
        rounds.timeout();
      }
    }
    rounds.pass(rounds.now + 10);
    assertAsks(rounds, RoundStep.KEYS, 1, 0);
    String[] counted = phase == 3 ? ALL : without("b");
    assertThat(rounds.latest().contributors()).containsExactly(counted);
    assertBelief(rounds.latest(), mean(0, counted));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void tooFewInAPhaseBeginAnotherAttemptWithOtherMasks(int phase) {
    KeptRounds rounds = new KeptRounds(terms(true, 3, 0, 0, 5));
    for (int at = 0; at < phase; at++) {
      rounds.answer(ALL);
    }
    rounds.answer("a", "e");
    rounds.timeout();
    assertAsks(rounds, RoundStep.KEYS, 0, 1);
    for (int at = 0; at < 4; at++) {
      assertThat(rounds.answer(ALL)).containsOnly(ACCEPTED);
    }
    rounds.pass(rounds.now + 10);
    assertAsks(rounds, RoundStep.KEYS, 1, 0);
    assertBelief(rounds.latest(), mean(0, ALL));
    byte[][] keys =
        rounds.said.stream()
            .filter(news -> news.step() == RoundStep.SHARES)
            .map(news -> news.roster().members()[0].publicMaskKey())
            .toArray(byte[][]::new);
    assertThat(Arrays.stream(keys).map(Arrays::toString)).doesNotHaveDuplicates();
  }

  @Test
  void wrongSharesEndAnAttemptWhichIsToldAndTriedAgainWhenItsTimeIsOver() {
    KeptRounds rounds = new KeptRounds(terms(true, 3, 0, 0, 3));
    for (int at = 0; at < 3; at++) {
      rounds.answer("a", "b", "c");
    }
    rounds.answer("b", "c");
    String[] survivors = rounds.latest().survivors();
    RevealedShare[] wrong =
        Arrays.stream(survivors)
            .map(of -> new RevealedShare(of, true, new byte[32]))
            .toArray(RevealedShare[]::new);
    RoundKeeper keeper = new RoundKeeper(rounds.terms, rounds.state);
    assertThat(
            keeper.revealed(new Sender("a", 0, 0), new RevealedShares("a", wrong), 7).reception())
        .isEqualTo(ACCEPTED);
    rounds.state = keeper.state();
    RoundNews told = keeper.takeNews().get(0);
    assertThat(told.step()).isEqualTo(RoundStep.FAILED);
    assertThat(told.fault())
        .isEqualTo("the shares revealed do not give the seed that a is bound to");
    assertThat(rounds.answer("a")).containsExactly(LATE);
    rounds.pass(99);
    assertThat(rounds.state.step()).isEqualTo(RoundStep.FAILED);
    rounds.pass(100);
    assertAsks(rounds, RoundStep.KEYS, 0, 1);
  }

  @Test
  void messagesOfOtherPhasesAttemptsAndSitesAreTold() {
    KeptRounds rounds = new KeptRounds(terms(true, 3, 0, 0, 3));
    RoundKeeper keeper = new RoundKeeper(rounds.terms, rounds.state);
    EncryptedShares[] early = {new EncryptedShares("a", "b", new byte[80])};
    assertThat(keeper.shares(new Sender("a", 0, 0), early, 0).reception()).isEqualTo(EARLY);
    assertThat(keeper.update(new Sender("a", 0, 0), KeptRounds.numbers("a", 0), 0))
        .isEqualTo(Verdict.unfit("updates of this federation are masked"));
    Keys weak = new Keys("a", new byte[32], new byte[32]);
    assertThat(keeper.keys(new Sender("a", 0, 0), weak, 0).reception()).isEqualTo(UNFIT);
    assertThat(keeper.keys(new Sender("a", 0, 1), weak, 0).reception()).isEqualTo(EARLY);
    assertThat(rounds.answer("a", "a", "b", "c"))
        .containsExactly(ACCEPTED, REPEATED, ACCEPTED, ACCEPTED);
    keeper = new RoundKeeper(rounds.terms, rounds.state);
    assertThat(keeper.shares(new Sender("d", 0, 0), early, 0).reception()).isEqualTo(STRANGER);
    assertThat(keeper.shares(new Sender("a", 0, 0), early, 0))
        .isEqualTo(Verdict.unfit("shares for 1 sites, of 2 others"));
    rounds.answer("a", "b", "c");
    assertAsks(rounds, RoundStep.MASKED, 0, 0);
  }

  @Test
  void noOrderOfArrivalChangesABit() {
    KeptRounds first = run("abcde");
    for (String order : List.of("edcba", "caebd")) {
      KeptRounds other = run(order);
      assertThat(other.state).usingRecursiveComparison().isEqualTo(first.state);
      assertThat(other.said).usingRecursiveComparison().isEqualTo(first.said);
    }
    assertAsks(first, RoundStep.KEYS, 1, 0);
  }

  private static KeptRounds run(String order) {
    KeptRounds rounds = new KeptRounds(terms(true, 2, 0, 0, 5));
    for (int at = 0; at < 4; at++) {
      rounds.answer(order.chars().mapToObj(Character::toString).toArray(String[]::new));
    }
    rounds.pass(50);
    return rounds;
  }

  @Test
  void aGivenThresholdIsWaitedForAndAMajorityIsTakenWhereItIsNone() {
    RoundTerms base = terms(true, 2, 0, 0, 0);
    RoundTerms four = new RoundTerms("ward", 4, null, true, base.aggregation(), 4, 0, 0, 10, 100);
    KeptRounds rounds = new KeptRounds(four);
    rounds.answer("a", "b", "c");
    rounds.timeout();
    assertAsks(rounds, RoundStep.KEYS, 0, 1);
    rounds.answer(ALL);
    rounds.timeout();
    assertAsks(rounds, RoundStep.SHARES, 0, 1);
    assertThat(rounds.latest().roster().threshold()).isEqualTo(4);
    KeptRounds small = new KeptRounds(terms(true, 2, 0, 0, 5));
    small.answer(ALL);
    assertThat(small.latest().roster().threshold()).isEqualTo(3);
  }
}
