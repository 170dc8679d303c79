// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import static dev.sluice.models.federation.rounds.KeptRounds.mean;
import static dev.sluice.models.federation.rounds.KeptRounds.numbers;
import static dev.sluice.models.federation.rounds.KeptRounds.terms;
import static dev.sluice.models.federation.secure.Reception.ACCEPTED;
import static dev.sluice.models.federation.secure.Reception.CONFLICTING;
import static dev.sluice.models.federation.secure.Reception.EARLY;
import static dev.sluice.models.federation.secure.Reception.LATE;
import static dev.sluice.models.federation.secure.Reception.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.federation.Aggregation;
import dev.sluice.models.federation.Aggregation.Rule;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.RoundUpdates;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.secure.Reception;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounds of updates that the coordinator sees. */
final class RoundKeeperPlainTest {

  private static void assertBelief(RoundNews news, EdgeLogits belief) {
    assertThat(news.existence()).isEqualTo(belief.existence());
    assertThat(news.orientation()).isEqualTo(belief.orientation());
  }

  @Test
  void opensAndWaitsInTheFirstRoundUntilItsTimeIsOver() {
    KeptRounds rounds = new KeptRounds(terms(false, 2, 0, 0, 0));
    assertThat(rounds.said).hasSize(1);
    assertThat(rounds.latest().step()).isEqualTo(RoundStep.UPDATES);
    assertBelief(rounds.latest(), EdgeLogits.zero(KeptRounds.VARIABLES));
    assertThat(rounds.answer("a", "b", "c")).containsOnly(ACCEPTED);
    rounds.pass(99);
    assertThat(rounds.said).hasSize(1);
    rounds.pass(100);
    assertThat(rounds.latest().round()).isEqualTo(1);
    assertThat(rounds.latest().contributors()).containsExactly("a", "b", "c");
    assertBelief(rounds.latest(), mean(0, "a", "b", "c"));
  }

  @Test
  void aLaterRoundEndsWhenAllHaveAnsweredThatSpokeBefore() {
    KeptRounds rounds = new KeptRounds(terms(false, 2, 0, 0, 3));
    rounds.answer("a", "b");
    assertThat(rounds.state.step()).isEqualTo(RoundStep.UPDATES);
    rounds.answer("c");
    assertThat(rounds.state.step()).isEqualTo(RoundStep.PAUSED);
    rounds.pass(9);
    assertThat(rounds.said).hasSize(1);
    rounds.pass(10);
    assertThat(rounds.said).hasSize(2);
    rounds.answer("c", "a", "b");
    rounds.pass(20);
    assertThat(rounds.latest().round()).isEqualTo(2);
    assertBelief(rounds.latest(), mean(0, "a", "b", "c").plus(mean(1, "a", "b", "c")));
  }

  @Test
  void whoIsSilentIsWaitedForUntilTheTimeIsOverAndThenNotAnyMore() {
    KeptRounds rounds = new KeptRounds(terms(false, 2, 0, 0, 0));
    rounds.answer("a", "b", "c");
    rounds.timeout();
    rounds.answer("a", "b");
    assertThat(rounds.state.step()).isEqualTo(RoundStep.UPDATES);
    rounds.timeout();
    assertThat(rounds.latest().round()).isEqualTo(2);
    assertThat(rounds.latest().contributors()).containsExactly("a", "b");
    rounds.answer("b", "a");
    assertThat(rounds.state.step()).isEqualTo(RoundStep.PAUSED);
  }

  @Test
  void oneSiteBelowTheQuorumStaysOpenUntilItComes() {
    KeptRounds rounds = new KeptRounds(terms(false, 3, 0, 0, 0));
    rounds.answer("a", "b");
    rounds.pass(10_000);
    assertThat(rounds.said).hasSize(1);
    rounds.answer("c");
    rounds.pass(10_000);
    assertBelief(rounds.latest(), mean(0, "a", "b", "c"));
  }

  @Test
  void aMessageCountsOnceHoweverOftenItComes() {
    KeptRounds rounds = new KeptRounds(terms(false, 2, 2, 0, 0));
    assertThat(rounds.answer("a", "a")).containsExactly(ACCEPTED, REPEATED);
    assertThat(rounds.update("a", 0, numbers("b", 0)).reception()).isEqualTo(CONFLICTING);
    rounds.answer("b");
    rounds.timeout();
    assertThat(rounds.update("a", 0, numbers("a", 0)).reception()).isEqualTo(REPEATED);
    assertThat(rounds.update("a", 2, numbers("a", 2)).reception()).isEqualTo(EARLY);
    assertThat(rounds.update(new Sender("a", 1, 1), numbers("a", 1)).reception()).isEqualTo(EARLY);
    rounds.answer("a", "b");
    rounds.timeout();
    assertThat(rounds.update("a", 0, numbers("a", 0)).reception()).isEqualTo(LATE);
    assertThat(rounds.update("a", 1, numbers("a", 1)).reception()).isEqualTo(REPEATED);
    assertBelief(rounds.latest(), mean(0, "a", "b").plus(mean(1, "a", "b")));
  }

  @Test
  void aLateUpdateWeighsLessAndGivesWayToATimelyOne() {
    KeptRounds rounds = new KeptRounds(terms(false, 2, 1, 1, 0));
    rounds.answer("a", "b");
    rounds.timeout();
    EdgeLogits before = mean(0, "a", "b");
    assertThat(rounds.update("c", 0, numbers("c", 0)).reception()).isEqualTo(ACCEPTED);
    assertThat(rounds.update("d", 0, numbers("d", 0)).reception()).isEqualTo(ACCEPTED);
    rounds.answer("a", "d");
    assertThat(rounds.update("d", 0, numbers("d", 0)).reception()).isEqualTo(LATE);
    rounds.timeout();
    Aggregation rules = new Aggregation(Rule.MEAN, KeptRounds.LEAST, 8, 1, 1, 1);
    RoundUpdates expected = RoundUpdates.none(1, KeptRounds.VARIABLES);
    for (SiteUpdate update : List.of(decoded("a", 1), decoded("d", 1), decoded("c", 0))) {
      expected = expected.with(update);
    }
    assertThat(rounds.latest().contributors()).containsExactly("a", "c", "d");
    assertBelief(rounds.latest(), before.plus(expected.change(rules).orElseThrow()));
    assertThat(rounds.update("e", 0, numbers("e", 0)))
        .isEqualTo(Verdict.late("an update of round 0 in round 2"));
  }

  private static SiteUpdate decoded(String site, long round) {
    return KeptRounds.ENCODING.decode(KeptRounds.VARIABLES, site, round, numbers(site, round));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2097152, a logit changes by more than 8.0",
    "12, 131073, a logit changes by more than 8.0",
    "18, 65535, a weight is below 0.0625 or above 1",
    "18, 1048577, 'a weight must be above 0 and at most 1, is 1.0000009536743164'",
    "18, -1, 'a weight must be above 0 and at most 1, is -9.5367431640625E-7'",
    "24, 2, 'the last number is not 1, but 2'"
  })
  void aPoisonedUpdateIsRefusedWithTheReasonAndAnHonestOneStillCounts(
      int at, int number, String reason) {
    KeptRounds rounds = new KeptRounds(terms(false, 2, 0, 0, 0));
    int[] values = numbers("a", 0).values().clone();
    values[18] = at == 12 ? 1 << 16 : 1 << 20; // of the least weight 2^17 steps are the clip
    values[12] = 0;
    values[at] = number;
    assertThat(rounds.update("a", 0, new RingVector(1, values))).isEqualTo(Verdict.unfit(reason));
    assertThat(rounds.answer("a")).containsExactly(ACCEPTED);
  }

  @Test
  void numbersOfAnotherShapeOrMaskedOnesAreRefused() {
    KeptRounds rounds = new KeptRounds(terms(false, 2, 0, 0, 0));
    assertThat(rounds.update("a", 0, RingVector.zero(1, 24)))
        .isEqualTo(Verdict.unfit("24 numbers of 1 words are no update of 4 variables"));
    assertThat(rounds.update("", 0, numbers("", 0)))
        .isEqualTo(Verdict.unfit("a site's name is text that is not empty"));
    assertThat(new RoundKeeper(rounds.terms, rounds.state).masked(new Sender("a", 0, 0), null, 0))
        .isEqualTo(Verdict.unfit("updates of this federation are not masked"));
  }

  @Test
  void noOrderOfArrivalChangesABit() {
    List<KeptRounds> all =
        Stream.of("abcd", "dcba", "bdac")
            .map(
                order -> {
                  KeptRounds rounds = new KeptRounds(terms(false, 2, 1, 0.5, 0));
                  String[] sites =
                      order.chars().mapToObj(Character::toString).toArray(String[]::new);
                  rounds.answer(sites);
                  rounds.timeout();
                  for (String site : sites) {
                    rounds.update("late " + site, 0, numbers(site, 0));
                    rounds.answer(site);
                  }
                  rounds.timeout();
                  return rounds;
                })
            .toList();
    assertThat(all.get(0).latest().round()).isEqualTo(2);
    for (KeptRounds other : all) {
      assertThat(other.state).usingRecursiveComparison().isEqualTo(all.get(0).state);
      assertThat(other.said).usingRecursiveComparison().isEqualTo(all.get(0).said);
    }
  }

  @Test
  void endsAfterTheLastRoundAndTakesNothingMore() {
    RoundTerms open = terms(false, 2, 1, 0, 0);
    RoundTerms terms = new RoundTerms("ward", 4, null, false, open.aggregation(), 0, 0, 1, 10, 100);
    KeptRounds rounds = new KeptRounds(terms);
    rounds.answer("a", "b");
    rounds.timeout();
    assertThat(rounds.latest().step()).isEqualTo(RoundStep.ENDED);
    assertBelief(rounds.latest(), mean(0, "a", "b"));
    Reception late = rounds.update("c", 0, numbers("c", 0)).reception();
    assertThat(late).isEqualTo(LATE);
    rounds.pass(1_000_000);
    assertThat(rounds.said).hasSize(2);
  }

  @Test
  void aNewLifeTakesNothingOfAFormerOne() {
    KeptRounds rounds = new KeptRounds(terms(false, 2, 1, 0, 0), 3);
    assertThat(rounds.latest().round()).isEqualTo(3);
    assertThat(rounds.update("a", 2, numbers("a", 2)))
        .isEqualTo(Verdict.late("round 2 is of a former life"));
    assertThat(rounds.answer("a", "b")).containsOnly(ACCEPTED);
    rounds.timeout();
    assertThat(rounds.latest().round()).isEqualTo(4);
  }
}
