// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import static dev.sluice.jobs.targeting.DeskFixture.PATIENCE;
import static dev.sluice.jobs.targeting.DeskFixture.declaration;
import static dev.sluice.jobs.targeting.DeskFixture.eig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposalRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Costs, budgets, persons, and when nothing more is proposed. */
class DeskLimitsTest {
  private static final double[] COSTS = {1, 10, 1};

  private final DeskFixture desk = new DeskFixture(eig());

  private void answerLast(long samples) {
    String target = desk.last().getTargets().get(0);
    desk.answer(desk.last().getDecisionId(), "ABC".indexOf(target), 10, samples);
  }

  @Test
  void scoresCountPerCost() {
    desk.declare(declaration(7, Map.of("B", 10.0), null));
    desk.scoreAt(7, 100, 3.0, COSTS, 0.5, 0.8, 0.2);

    assertThat(desk.last().getTargets()).containsExactly("A");
    assertThat(desk.last().getCost()).isEqualTo(10);
    assertThat(desk.last().getScores()).extracting("score").containsExactly(0.5, 0.2, 0.8);
  }

  @Test
  void theBudgetHoldsExactlyAndWhatIsGivenUpStaysSpent() {
    desk.declare(declaration(7, Map.of(), 30.0));
    desk.score(100, 3.0, 0.5, 0.8, 0.2);
    desk.pass(PATIENCE);
    desk.pass(PATIENCE); // B is given up, A proposed
    answerLast(110);
    desk.score(110, 2.5, 0.1, 0.8, 0.2);
    answerLast(120);
    desk.score(120, 2.0, 0.1, 0.8, 0.2);

    assertThat(desk.story())
        .containsExactly(
            "PROPOSED B",
            "REPEATED B",
            "GIVEN_UP B",
            "PROPOSED A",
            "ANSWERED A",
            "PROPOSED B",
            "ANSWERED B",
            "STOPPED");
    assertThat(desk.last().getReason())
        .isEqualTo(
            "targetBudget: 30.0 is spent of 30.0, and no 10 rows cost so little as what is left");
    assertThat(desk.last().getSpent()).isEqualTo(30);
  }

  @Test
  void theDearIsLeftOutWhenWhatIsLeftBuysOnlyTheCheap() {
    desk.declare(declaration(7, Map.of("B", 10.0), 50.0));
    desk.scoreAt(7, 100, 3.0, COSTS, 0.01, 9.0, 0.2);

    assertThat(desk.last().getTargets()).containsExactly("C");
  }

  @Test
  void aDeclarationLiftsAStop() {
    desk.declare(declaration(7, Map.of(), 5.0));
    desk.score(100, 3.0, 0.5, 0.8, 0.2);
    assertThat(desk.story()).containsExactly("STOPPED");
    desk.score(110, 3.0, 0.5, 0.8, 0.2);
    assertThat(desk.story()).as("told once").containsExactly("STOPPED");

    desk.declare(declaration(8, Map.of(), 10.0));
    desk.scoreAt(8, 120, 3.0, new double[] {1, 1, 1}, 0.5, 0.8, 0.2);

    assertThat(desk.story()).containsExactly("STOPPED", "PROPOSED B");
  }

  @Test
  void gainsBelowTheThresholdTwiceInARowStop() {
    desk.declare();
    desk.score(100, 3.0, 0.049, 0.02, 0.02); // of 10 rows
    answerLast(110);
    desk.score(110, 2.9, 0.051, 0.02, 0.02);
    answerLast(120);
    desk.score(120, 2.9, 0.049, 0.02, 0.02);
    answerLast(130);
    assertThat(desk.count(DecisionStatus.STOPPED)).isZero();
    desk.score(130, 2.9, 0.0481, 0.02, 0.02);

    assertThat(desk.count(DecisionStatus.PROPOSED)).isEqualTo(3);
    assertThat(desk.last().getStatus()).isEqualTo(DecisionStatus.STOPPED);
    assertThat(desk.last().getReason())
        .isEqualTo(
            "the best expected gain, 0.00481 nats per row and unit of cost, is below 0.005 for the"
                + " 2nd time in a row");
  }

  @Test
  void whenScoresAreNoiseItStopsOrGoesRound() {
    DeskFixture stops = new DeskFixture(DeskFixture.settings(TargetingRule.AIT, 1, 1));
    ProposalSettings ait = stops.settings;
    DeskFixture goesRound =
        new DeskFixture(
            new ProposalSettings(
                ait.rule(),
                ait.rows(),
                ait.values(),
                ait.after(),
                3,
                ait.patience(),
                ait.attempts(),
                false,
                ait.stopBelow(),
                ProposalSettings.WhenSaturated.ROUND_ROBIN,
                1));
    List<Candidate> candidates =
        List.of(
            new Candidate(dev.sluice.models.domain.VariableSet.of(0), 2, 0.1, 0.1, 1, false),
            new Candidate(dev.sluice.models.domain.VariableSet.of(1), 2, 0.1, 0.1, 1, false));
    for (DeskFixture each : List.of(stops, goesRound)) {
      each.declare();
      each.tell(open -> open.scored(new Scored(7, 100, 3, 1, candidates, true)));
    }

    assertThat(stops.last().getRule())
        .as("beliefs may have only begun")
        .isEqualTo(ProposalRule.ROUND_ROBIN);
    stops.answer(
        stops.last().getDecisionId(), "AB".indexOf(stops.last().getTargets().get(0)), 10, 110);
    stops.tell(open -> open.scored(new Scored(7, 110, 3, 1, candidates, true)));
    assertThat(stops.last().getStatus()).isEqualTo(DecisionStatus.STOPPED);
    assertThat(stops.last().getReason())
        .isEqualTo("even the best score of ait is noise, for the 2nd time in a row");
    assertThat(goesRound.story()).containsExactlyInAnyOrder("PROPOSED A", "PROPOSED B");
    assertThat(goesRound.last().getRule()).isEqualTo(ProposalRule.ROUND_ROBIN);
    assertThat(goesRound.last().getReason()).isEqualTo("even the best score of ait is noise");
  }

  @Test
  void aPersonApprovesOrRefusesWhichIsNotSpent() {
    ProposalSettings plain = eig();
    DeskFixture asks =
        new DeskFixture(
            new ProposalSettings(
                plain.rule(),
                plain.rows(),
                plain.values(),
                plain.after(),
                1,
                plain.patience(),
                plain.attempts(),
                true,
                plain.stopBelow(),
                plain.whenSaturated(),
                1));
    asks.declare(declaration(7, Map.of(), 10.0));
    asks.score(100, 3.0, 0.5, 0.8, 0.2);
    String first = asks.last().getDecisionId();
    assertThat(asks.last().getProposedAt()).isNull();
    asks.pass(10 * PATIENCE);
    assertThat(asks.story()).as("a person has time").containsExactly("PENDING B");

    asks.tell(each -> each.judged("e/ü/1-00000000", true, null));
    asks.tell(each -> each.judged(first, false, "B is broken"));
    assertThat(asks.story()).containsExactly("PENDING B", "GIVEN_UP B", "PENDING A");
    assertThat(asks.told.get(1).getReason()).isEqualTo("refused: B is broken");

    String second = asks.last().getDecisionId();
    asks.tell(each -> each.judged(second, true, null));
    asks.tell(each -> each.judged(second, false, "too late"));
    assertThat(asks.story().subList(3, asks.told.size())).containsExactly("PROPOSED A");
    assertThat(asks.last().getProposedAt()).isEqualTo(10 * PATIENCE);
    assertThat(asks.last().getSpent()).isEqualTo(10);
  }

  @Test
  void aFailureThatMayPassIsWaitedForAndAnotherStops() {
    desk.declare();
    Scored none = new Scored(7, 100, Double.NaN, Double.NaN, List.of(), false);
    desk.tell(each -> each.failed(none, "constant: A", true));
    assertThat(desk.told).isEmpty();

    desk.score(110, 3.0, 0.5, 0.8, 0.2);
    answerLast(120);
    Scored later = new Scored(7, 120, Double.NaN, Double.NaN, List.of(), false);
    desk.tell(each -> each.failed(later, "needs 9 MiB", false));

    assertThat(desk.story()).containsExactly("PROPOSED B", "ANSWERED B", "STOPPED");
    assertThat(desk.told.get(1).getRealisedGain()).isNull();
    assertThat(desk.last().getReason()).isEqualTo("needs 9 MiB");
  }

  @Test
  void whatCannotBeServedSaysSoAtOnce() {
    desk.tell(each -> each.declared(declaration(7, Map.of(), null), "eig: at most 12 variables"));

    assertThat(desk.story()).containsExactly("STOPPED");
    assertThat(desk.last().getReason()).isEqualTo("eig: at most 12 variables");
  }

  @Test
  void whereNothingIsAllowedItStops() {
    desk.declare();
    desk.tell(each -> each.scored(new Scored(7, 100, 3, 1, List.of(), false)));

    assertThat(desk.last().getReason()).isEqualTo("no intervention is allowed");
  }

  @Test
  void roundRobinTakesEachAsOften() {
    DeskFixture round = new DeskFixture(DeskFixture.settings(TargetingRule.ROUND_ROBIN, 1, 1));
    round.declare();
    for (int turn = 0; turn < 6; turn++) {
      round.score(100 + 10L * turn, 3.0, 0, 0, 0);
      String target = round.last().getTargets().get(0);
      round.answer(round.last().getDecisionId(), "ABC".indexOf(target), 10, 110 + 10L * turn);
    }
    List<String> proposed =
        round.story().stream().filter(line -> line.startsWith("PROPOSED")).toList();
    assertThat(proposed).hasSize(6);
    assertThat(proposed.subList(0, 3)).doesNotHaveDuplicates();
    assertThat(proposed.subList(3, 6)).isEqualTo(proposed.subList(0, 3));
  }
}
