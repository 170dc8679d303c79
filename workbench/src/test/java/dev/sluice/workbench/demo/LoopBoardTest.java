// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposalRule;
import dev.sluice.schemas.ProposedIntervention;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopBoardTest {
  private static final int MOST = 4;

  private final LoopCourse eig = new LoopCourse();
  private final LoopCourse random = new LoopCourse();

  @Test
  void aLineForBoth() {
    assertThat(board(false).progress(5))
        .isEqualTo("  5 s  loop-8        E-SHD   eig no decision yet   random no decision yet");

    proposed(eig, 1, 5.0);

    assertThat(board(false).progress(15))
        .isEqualTo(" 15 s  loop-8        E-SHD   eig 5.00 after  0   random no decision yet");

    answered(eig, 1, 1.5);
    proposed(eig, 2, 1.5);
    proposed(random, 1, 5.0);

    assertThat(board(false).progress(125))
        .isEqualTo("125 s  loop-8        E-SHD   eig 1.50 after  1   random 5.00 after  0");
  }

  @Test
  void barsOfTheSameHeightMeanTheSame() {
    course(eig, 8.0, 1.0, 0.0);
    course(random, 8.0, 4.0, 2.0);

    assertThat(board(true).progress(5))
        .isEqualTo(
            "  5 s  loop-8        E-SHD   eig 0.00 after  2 █▂▁     random 2.00 after  2 █▅▃");
  }

  @Test
  void barsWithoutATwin() {
    course(eig, 8.0, 0.0);

    assertThat(board(true).progress(5))
        .isEqualTo("  5 s  loop-8        E-SHD   eig 0.00 after  1 █▁      random no decision yet");
  }

  @Test
  void whoWasFirst() {
    course(eig, 5.0, 2.0, 0.5);
    course(random, 5.0, 4.0, 3.0, 2.5, 2.01);
    stopped(eig, "even the best score of eig is noise");
    stopped(random, "the budget\nis spent");

    assertThat(board(true).summary())
        .containsExactly(
            "loop-8 by      decisions     E-SHD      from",
            "eig                    2     0.500     5.000  stopped: even the best score of eig is"
                + " noise",
            "random                 4     2.010     5.000  stopped: the budgetU+000Ais spent",
            "",
            "closed loop: 8 variables: expected SHD <= 2 after 1 decision by eig, not after 4"
                + " decisions at random",
            "one draw of each, on which chance may win; docs/targeting.md has the study");
  }

  @Test
  void chanceMayWin() {
    course(eig, 5.0, 4.0, 1.0);
    course(random, 1.0, 1.5);
    stopped(random, null);

    assertThat(board(false).summary())
        .contains(
            "eig                    2     1.000     5.000  goes on",
            "random                 1     1.500     1.000  stopped",
            "closed loop: 8 variables: expected SHD <= 2 after 2 decisions by eig, after 0"
                + " decisions at random");
  }

  @Test
  void withoutADecision() {
    assertThat(board(false).summary())
        .contains(
            "eig                    0         -         -  goes on",
            "closed loop: 8 variables: expected SHD <= 2 not after 0 decisions by eig, not after 0"
                + " decisions at random");
  }

  @Test
  void whatComesAgainCountsOnce() {
    course(eig, 5.0, 3.0);
    proposed(eig, 1, 5.0);
    answered(eig, 1, 3.0);

    assertThat(eig.decisions()).isEqualTo(1);
    assertThat(eig.distances()).containsExactly(5.0, 3.0);
  }

  @Test
  void anUnknownDistanceIsTheLastKnown() {

    course(eig, 5.0, 3.0);
    answered(eig, 2, null);

    assertThat(eig.distances()).containsExactly(5.0, 3.0, 3.0);
    assertThat(eig.decisions()).isEqualTo(2);
  }

  private LoopBoard board(boolean shaded) {
    Map<String, LoopCourse> courses = new LinkedHashMap<>();
    courses.put("eig", eig);
    courses.put("random", random);
    return new LoopBoard("loop-8", 8, MOST, shaded, courses);
  }

  /** As many decisions as there are further distances. */
  private static void course(LoopCourse course, double first, double... further) {
    proposed(course, 1, first);
    for (int i = 0; i < further.length; i++) {
      answered(course, i + 1, further[i]);
    }
  }

  private static void proposed(LoopCourse course, int decision, Double distance) {
    course.observe(record(decision, DecisionStatus.PROPOSED, distance, null));
  }

  private static void answered(LoopCourse course, int decision, Double distance) {
    course.observe(record(decision, DecisionStatus.ANSWERED, distance, null));
  }

  private static void stopped(LoopCourse course, String reason) {
    course.observe(record(9, DecisionStatus.STOPPED, 0.0, reason));
  }

  private static ProposedIntervention record(
      int decision, DecisionStatus status, Double distance, String reason) {
    return ProposedIntervention.newBuilder()
        .setExperimentId("loop-8")
        .setDecisionId("loop-8/" + decision + "-0")
        .setStatus(status)
        .setReason(reason)
        .setAt(0)
        .setTargets(List.of("X1"))
        .setRows(10)
        .setAnsweredRows(10)
        .setAttempt(1)
        .setRule(ProposalRule.EIG)
        .setBasedOnSamples(100)
        .setRevision(0)
        .setExpectedShd(distance)
        .build();
  }
}
