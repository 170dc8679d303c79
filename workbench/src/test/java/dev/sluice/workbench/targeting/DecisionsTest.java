// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static dev.sluice.workbench.targeting.Proposals.fixed;
import static dev.sluice.workbench.targeting.Proposals.proposal;
import static dev.sluice.workbench.targeting.Proposals.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposalScore;
import dev.sluice.schemas.ProposedIntervention;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What records make of decisions. */
class DecisionsTest {
  private final Decisions decisions = new Decisions();

  @Test
  void aDecisionIsFollowedFromItsBeginToItsEnd() {
    ProposedIntervention pending =
        proposal(1).setStatus(DecisionStatus.PENDING).setAttempt(0).build();
    ProposedIntervention answered =
        proposal(1).setStatus(DecisionStatus.ANSWERED).setAnsweredRows(10).build();

    observe(pending, proposal(1).build(), answered);

    assertThat(decisions.all()).containsExactly(new Decisions.Decision(pending, answered));
    assertThat(decisions.last()).isEqualTo(pending);
    assertThat(decisions.all(DecisionStatus.PENDING)).isEmpty();
  }

  @Test
  void oneThatBeginsTakesThePlaceOfLaterOnes() {
    observe(proposal(1).build(), proposal(2).build(), proposal(3).build());
    observe(proposal(1).setStatus(DecisionStatus.ANSWERED).build());
    assertThat(ids()).containsExactly("lab/1-00000001", "lab/2-00000002", "lab/3-00000003");

    observe(proposal(2).setDecisionId("lab/2-cafe").build());
    assertThat(ids()).containsExactly("lab/1-00000001", "lab/2-cafe");

    observe(proposal(1).build()); // a job without state begins anew
    assertThat(ids()).containsExactly("lab/1-00000001");
    assertThat(decisions.all(DecisionStatus.PROPOSED)).hasSize(1);
  }

  @Test
  void aRepeatedOneDoesNotBegin() {
    observe(proposal(1).build(), proposal(2).build());
    observe(proposal(1).setStatus(DecisionStatus.REPEATED).setAttempt(2).build());

    assertThat(ids()).containsExactly("lab/1-00000001", "lab/2-00000002");
    assertThat(decisions.last().getDecisionId()).isEqualTo("lab/2-00000002");
  }

  @Test
  void nothingIsStoppedWhereSomethingBegins() {
    observe(proposal(1).build(), stop(0));
    assertThat(decisions.stop()).isEqualTo(stop(0));
    assertThat(ids()).containsExactly("lab/1-00000001");

    observe(proposal(2).build());
    assertThat(decisions.stop()).isNull();
  }

  @Test
  void scoresAreKeptOfTheLastOnly() {
    List<ProposalScore> scores =
        IntStream.range(0, 3)
            .mapToObj(v -> new ProposalScore("X" + v, fixed(2), 1.0, 0.1, 1.0))
            .toList();
    observe(proposal(1).setScores(scores).build(), proposal(2).setScores(scores).build());

    assertThat(decisions.last().getDecisionId()).isEqualTo("lab/2-00000002");
    assertThat(decisions.last().getScores()).isEqualTo(scores);
    assertThat(decisions.all())
        .allSatisfy(
            decision -> {
              assertThat(decision.first().getScores()).isEmpty();
              assertThat(decision.latest().getScores()).isEmpty();
            });
    observe(stop(0));
    assertThat(decisions.last().getDecisionId()).isEqualTo("lab/2-00000002");
    ProposedIntervention noise = ProposedIntervention.newBuilder(stop(0)).setScores(scores).build();
    observe(noise);
    assertThat(decisions.last()).isEqualTo(noise);
  }

  @Test
  void theLastSlashEndsTheExperiment() {
    assertThat(Decisions.experiment("a/b/größe/12-0a1b2c3d")).isEqualTo("a/b/größe");
    assertThat(Decisions.shortId("a/b/größe/12-0a1b2c3d")).isEqualTo("12-0a1b2c3d");
    assertThat(Decisions.experiment("12-0a1b2c3d")).isEmpty();
  }

  @Test
  void idsOfOtherFormsAreKeptBesideEachOther() {
    observe(proposal(1).setDecisionId("lab/x").build(), proposal(1).setDecisionId("lab/y").build());

    assertThat(ids()).containsExactly("lab/x", "lab/y");
  }

  private List<String> ids() {
    return decisions.all().stream().map(decision -> decision.latest().getDecisionId()).toList();
  }

  private void observe(ProposedIntervention... records) {
    List.of(records).forEach(decisions::observe);
  }
}
