// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static dev.sluice.workbench.targeting.Proposals.UNIFORM;
import static dev.sluice.workbench.targeting.Proposals.fixed;
import static dev.sluice.workbench.targeting.Proposals.proposal;
import static dev.sluice.workbench.targeting.Proposals.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposalRule;
import dev.sluice.schemas.ProposalScore;
import dev.sluice.schemas.ProposedIntervention;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Decisions as text. */
class TargetingViewTest {
  private static final List<ProposalScore> SCORES =
      List.of(
          new ProposalScore("X2", fixed(2), 1.5, 0.0125, 1.0),
          new ProposalScore("X1,X3", fixed(2), 2.25, 0.025, 2.0),
          new ProposalScore("X4", fixed(0.5), -0.01, 0.02, 1.0));

  private final Decisions decisions = new Decisions();
  private ProposedIntervention latest;

  @Test
  void everythingThatIsKnown() {
    observe(proposal(1).setEntropy(5.0).setExpectedShd(3.5).setExpectedGain(1.25).build());
    observe(
        proposal(1)
            .setStatus(DecisionStatus.ANSWERED)
            .setAnsweredRows(10)
            .setEntropy(3.75)
            .setExpectedShd(2.0)
            .setExpectedGain(1.25)
            .setRealisedGain(1.5)
            .setSpent(10.0)
            .build());
    observe(
        proposal(2)
            .setStatus(DecisionStatus.GIVEN_UP)
            .setReason("refused: X2 is\nbroken")
            .setExpectedGain(0.75)
            .build());
    observe(third().setScores(SCORES).setDistinct(false).setSpent(30.5).build());
    observe(third().setStatus(DecisionStatus.REPEATED).setAttempt(2).setAnsweredRows(4).build());

    assertThat(lines(false))
        .containsExactly(
            "lab: 3 decisions: 1 repeated, 1 answered, 1 given up",
            "rule eig, 1,110 samples at the last decision, as of 2023-11-14T22:13:20.003Z, cost"
                + " 30.5 spent",
            "",
            "decision     intervention       status         rows attempt expected realised",
            "1-00000001   X2 = 2             answered      10/10       1   1.2500   1.5000",
            "2-00000002   X2 = 2             given up       0/10       1   0.7500        -"
                + "  refused: X2 isU+000Abroken",
            "3-00000003   X1, X3 uniform     repeated       4/10       2   1.5000        -",
            "sum, nats    of 1 with both                                   1.2500   1.5000",
            "",
            "scores of 3-00000003      score      error     cost   per cost",
            "X2 = 2                  1.50000    0.01250        1    1.50000  ####################",
            "X1,X3 = 2               2.25000    0.02500        2    1.12500  ###############",
            "X4 = 0.5               -0.01000    0.02000        1   -0.01000",
            "the choice cannot be told apart from the second best",
            "",
            "                           now  over 10 rows",
            "  entropy, nats          3.750  from 5.000",
            "  expected SHD           2.000  from 3.500");
    assertThat(lines(true))
        .contains(
            "X1,X3 = 2               2.25000    0.02500        2    1.12500  ███████████████",
            "  entropy, nats          3.750  █▁");
  }

  private static ProposedIntervention.Builder third() {
    return proposal(3)
        .setTargets(List.of("X1", "X3"))
        .setValue(UNIFORM)
        .setBasedOnSamples(1_110)
        .setExpectedGain(1.5);
  }

  @Test
  void coursesGoOverRows() {
    observe(proposal(1).setEntropy(8.0).build());
    observe(answered(1, 10).setEntropy(4.0).setRealisedGain(4.0).build());
    // what began this one is not in the topic any more
    observe(answered(2, 10).setEntropy(2.0).setRealisedGain(2.0).build());
    observe(answered(3, 60).setEntropy(1.0).setRealisedGain(1.0).build());

    // at 0, 26, 53 and 80 rows: 8, 2 (since row 20), 2, 1
    assertThat(lines(true))
        .endsWith(
            "                           now  over 80 rows", "  entropy, nats          1.000  █▂▂▁");
  }

  @Test
  void whatIsBelievedAfterALateAnswerIsKnownFromTheNextDecision() {
    observe(proposal(1).setEntropy(8.0).build());
    observe(proposal(3).setEntropy(8.0).build());
    observe(answered(1, 10).setAt(1_700_000_000_010L).setEntropy(8.0).build());
    observe(answered(3, 10).setAt(1_700_000_000_020L).setEntropy(8.0).build());
    assertThat(lines(false))
        .endsWith("                           now  over 20 rows", "  entropy, nats          8.000");

    observe(proposal(4).setAt(1_700_000_000_030L).setEntropy(6.0).build());
    assertThat(lines(false))
        .endsWith(
            "                           now  over 20 rows",
            "  entropy, nats          6.000  from 8.000");

    ProposedIntervention stop = stop(0);
    stop.setEntropy(5.0);
    observe(stop);
    assertThat(lines(false)).endsWith("  entropy, nats          5.000  from 8.000");
  }

  private static ProposedIntervention.Builder answered(int number, long rows) {
    return proposal(number).setStatus(DecisionStatus.ANSWERED).setAnsweredRows(rows);
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    observe(
        proposal(1)
            .setExperimentId("a/b")
            .setDecisionId("a/b/1-00000001")
            .setStatus(DecisionStatus.PENDING)
            .setAttempt(0)
            .setRule(ProposalRule.ROUND_ROBIN)
            .build());

    assertThat(lines(true))
        .containsExactly(
            "a/b: 1 decision: 1 pending",
            "rule round-robin, 100 samples at the last decision, as of 2023-11-14T22:13:20.001Z",
            "",
            "decision     intervention       status         rows attempt expected realised",
            "1-00000001   X2 = 2             pending        0/10       0        -        -",
            "waits for a person: sluice approve a/b/1-00000001",
            "",
            "                           now  over 0 rows");
  }

  @Test
  void aStopIsSaidAlsoWithoutDecisions() {
    observe(stop(0));

    assertThat(lines(true))
        .containsExactly(
            "lab: 0 decisions",
            "rule eig, 100 samples at the last decision, as of 2023-11-14T22:13:20.009Z",
            "stopped: the budget of 100 is spent");
  }

  @Test
  void manyDecisionsAndScoresDoNotFloodTheScreen() {
    List<ProposalScore> many =
        IntStream.range(0, 200)
            .mapToObj(v -> new ProposalScore("X" + v, fixed(2), 0.0, 0.0, 1.0))
            .toList();
    IntStream.rangeClosed(1, 500).forEach(n -> observe(proposal(n).setScores(many).build()));

    assertThat(lines(false)).hasSizeLessThan(40).contains("(488 before these)", "and 190 more");
  }

  @Test
  void costsHaveSixDigits() {
    assertThat(
            Stream.of(0.0, 100.0, 0.1 + 0.2, 75.5, 1234567.0, 1e300, 1e-12, Double.NaN)
                .map(InterventionText::cost))
        .containsExactly("0", "100", "0.3", "75.5", "1234570", "1E+300", "1E-12", "NaN");
  }

  private void observe(ProposedIntervention record) {
    decisions.observe(record);
    latest = record;
  }

  private List<String> lines(boolean shaded) {
    return new TargetingView(shaded).lines(latest, decisions);
  }
}
