// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import static dev.sluice.jobs.targeting.DeskFixture.PATIENCE;
import static dev.sluice.jobs.targeting.DeskFixture.eig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposedIntervention;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeskTest {
  private final DeskFixture desk = new DeskFixture(eig());

  @Test
  void theBestIsProposedAndTheNextOnlyWhenBeliefsKnowAllItsRows() {
    desk.declare();
    desk.score(100, 3.0, 0.5, 0.8, 0.2);

    ProposedIntervention first = desk.last();
    assertThat(first.getStatus()).isEqualTo(DecisionStatus.PROPOSED);
    assertThat(first.getTargets()).containsExactly("B");
    assertThat(first.getValue().getFixed()).isEqualTo(2);
    assertThat(first.getRows()).isEqualTo(10);
    assertThat(first.getExpectedGain()).isEqualTo(0.8);
    assertThat(first.getBasedOnSamples()).isEqualTo(100);
    assertThat(first.getDecisionId()).matches("e/ü/1-[0-9a-f]{8}");
    assertThat(first.getScores()).extracting("target").containsExactly("B", "A", "C");

    desk.answer(first.getDecisionId(), 1, 6, 106);
    desk.score(106, 2.7, 0.5, 0.4, 0.2); // knows only part of it
    desk.answer(first.getDecisionId(), 1, 4, 110);
    assertThat(desk.story()).containsExactly("PROPOSED B");

    desk.score(110, 2.5, 0.5, 0.1, 0.2);
    assertThat(desk.story()).containsExactly("PROPOSED B", "ANSWERED B", "PROPOSED A");
    ProposedIntervention answered = desk.told.get(1);
    assertThat(answered.getDecisionId()).isEqualTo(first.getDecisionId());
    assertThat(answered.getRealisedGain()).isCloseTo(0.5, within(1e-12));
    assertThat(answered.getExpectedGain()).isEqualTo(0.8);
    assertThat(answered.getAnsweredRows()).isEqualTo(10);
    assertThat(answered.getEntropy()).isEqualTo(2.5);
  }

  @Test
  void scoresThatComeBeforeTheAnswersTheyKnowAreUsed() {
    desk.declare();
    desk.score(100, 3.0, 0.5, 0.8, 0.2);
    String id = desk.last().getDecisionId();
    desk.score(110, 2.5, 0.5, 0.1, 0.2);

    desk.answer(id, 1, 10, 110);

    assertThat(desk.story()).containsExactly("PROPOSED B", "ANSWERED B", "PROPOSED A");
  }

  @Test
  void scoresThatComeBeforeTheDeclarationAreUsed() {
    desk.score(100, 3.0, 0.5, 0.8, 0.2);
    assertThat(desk.told).isEmpty();

    desk.declare();

    assertThat(desk.story()).containsExactly("PROPOSED B");
  }

  @Test
  void tooFewSamplesAreNoBasis() {
    desk.declare();
    desk.score(99, 3.0, 0.5, 0.8, 0.2);

    assertThat(desk.told).isEmpty();
  }

  @Test
  void equalRequestsHaveEqualIdsAndOthersOthers() {
    DeskFixture again = new DeskFixture(eig());
    for (DeskFixture each : List.of(desk, again)) {
      each.declare();
      each.score(100, 3.0, 0.5, 0.8, 0.2);
    }
    assertThat(again.last()).isEqualTo(desk.last());

    DeskFixture moreSamples = new DeskFixture(eig());
    moreSamples.declare();
    moreSamples.score(101, 3.0, 0.5, 0.8, 0.2);
    DeskFixture otherTarget = new DeskFixture(eig());
    otherTarget.declare();
    otherTarget.score(100, 3.0, 0.9, 0.8, 0.2);
    assertThat(
            List.of(
                desk.last().getDecisionId(),
                moreSamples.last().getDecisionId(),
                otherTarget.last().getDecisionId()))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsNotAnsweredIsRepeatedAndThenGivenUpAndItsTargetRestsUntilThereAreMoreSamples() {
    desk.declare();
    desk.score(100, 3.0, 0.5, 0.8, 0.2);
    desk.answer(desk.last().getDecisionId(), 1, 8, 108);
    desk.pass(PATIENCE - 1);
    assertThat(desk.story()).containsExactly("PROPOSED B");

    desk.pass(1);
    assertThat(desk.last().getStatus()).isEqualTo(DecisionStatus.REPEATED);
    assertThat(desk.last().getAttempt()).isEqualTo(2);
    assertThat(desk.last().getReason()).isEqualTo("8 of 10 rows came in 1000 ms");
    assertThat(desk.last().getProposedAt()).isZero();

    desk.pass(PATIENCE);
    assertThat(desk.story())
        .containsExactly("PROPOSED B", "REPEATED B", "GIVEN_UP B", "PROPOSED A");
  }

  @Test
  void rowsOfADecisionGivenUpStillCount() {
    desk.declare();
    desk.score(100, 3.0, 0.5, 0.8, 0.2);
    String late = desk.last().getDecisionId();
    desk.pass(PATIENCE);
    desk.pass(PATIENCE);

    desk.answer(late, 1, 10, 110);

    assertThat(desk.story())
        .containsExactly("PROPOSED B", "REPEATED B", "GIVEN_UP B", "PROPOSED A", "ANSWERED B");
    assertThat(desk.last().getReason()).isEqualTo("late: it had been given up");
    assertThat(desk.last().getEntropy()).as("not that of the decision").isNull();
    desk.answer(late, 1, 10, 120);
    assertThat(desk.count(DecisionStatus.ANSWERED)).isEqualTo(1);
    assertThat(desk.unmatched).isEqualTo(10);
  }

  @Test
  void otherTargetsThanAskedForAreNoAnswer() {
    desk.declare();
    desk.score(100, 3.0, 0.5, 0.8, 0.2);

    desk.answer(desk.last().getDecisionId(), 0, 10, 110);
    desk.answer("e/ü/9-00000000", 1, 3, 113);
    desk.score(113, 2.0, 0.5, 0.8, 0.2);

    assertThat(desk.story()).containsExactly("PROPOSED B");
    assertThat(desk.other).isEqualTo(10);
    assertThat(desk.unmatched).isEqualTo(3);
  }

  @Test
  void severalInFlightAreOnDifferentTargets() {
    DeskFixture three = new DeskFixture(DeskFixture.settings(TargetingRule.EIG, 5, 1));
    three.declare();
    three.score(100, 3.0, 0.5, 0.8, 0.2);

    assertThat(three.story()).containsExactly("PROPOSED B", "PROPOSED A", "PROPOSED C");
  }

  @Test
  void anEndGivesUpWhatIsOpenAndForgetsEverything() {
    desk.declare();
    desk.score(100, 3.0, 0.5, 0.8, 0.2);

    desk.tell(each -> each.ended("the experiment has ended"));

    assertThat(desk.story()).containsExactly("PROPOSED B", "GIVEN_UP B");
    desk.score(110, 3.0, 0.5, 0.8, 0.2);
    assertThat(desk.told).hasSize(2);
  }

  @Test
  void scoresUnderAFormerRevisionAreOutOfDate() {
    desk.declare(DeskFixture.declaration(9, java.util.Map.of(), null));
    desk.score(100, 3.0, 0.5, 0.8, 0.2);

    assertThat(desk.told).isEmpty();
  }

  @Test
  void answersOfManyDecisionsInOneAreTakenApart() {
    DeskFixture two = new DeskFixture(DeskFixture.settings(TargetingRule.EIG, 2, 1));
    two.declare();
    two.score(100, 3.0, 0.5, 0.8, 0.2);
    List<AnsweredRows> answers = List.of();
    for (int row = 0; row < 10; row++) {
      answers = AnsweredRows.oneMore(answers, two.told.get(0).getDecisionId(), VariableSet.of(1));
      answers = AnsweredRows.oneMore(answers, two.told.get(1).getDecisionId(), VariableSet.of(0));
    }
    List<AnsweredRows> all = answers;

    two.tell(each -> each.answered(all, 120));
    two.score(120, 2.0, 0.5, 0.8, 0.2);

    assertThat(two.story())
        .containsExactly(
            "PROPOSED B", "PROPOSED A", "ANSWERED B", "ANSWERED A", "PROPOSED B", "PROPOSED A");
  }
}
