// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static dev.sluice.workbench.targeting.Proposals.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.Approval;
import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.command.Terminal;
import dev.sluice.workbench.local.CommandBroker;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Persons at a real broker: who says a word on decisions, and who watches. */
final class ApproveIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @Test
  void approvesWhatWaitsAndNothingElse() {
    LoopTopics topics = new LoopTopics(BROKER, "c.");
    topics.propose(
        pending(1).build(),
        pending(2).build(),
        proposal(1).build(),
        proposal(3).setExperimentId("o/ö").setDecisionId("o/ö/3-0").build());

    assertThat(approve(topics, "--experiment=lab", "--list"))
        .isEqualTo(
            Console.said(
                "decision                 intervention             rows     cost      gain  because",
                "lab/2-00000002           X2 = 2                     10       10    0.2500"));
    assertThat(approve(topics, "lab/2-00000002", "--reason=größer"))
        .isEqualTo(Console.said("approved lab/2-00000002: X2 = 2, 10 rows"));
    assertThat(approve(topics, "--refuse", "lab/2-00000002"))
        .isEqualTo(Console.said("refused lab/2-00000002: X2 = 2, 10 rows"));
    assertThat(topics.records(Topic.APPROVALS, Approval.class))
        .containsExactly(
            new Approval("lab", "lab/2-00000002", true, "größer"),
            new Approval("lab", "lab/2-00000002", false, null));
    assertThat(approve(topics, "lab/1-00000001"))
        .isEqualTo(
            Console.failed(
                "sluice approve: lab/1-00000001: does not wait for a word, but is proposed"));
    assertThat(approve(topics, "lab/2-00000003"))
        .isEqualTo(
            Console.failed(
                "sluice approve: lab/2-00000003: no such decision in c.interventions; of those that"
                    + " wait, did you mean lab/2-00000002? there are [lab/2-00000002]"));
    assertThat(approve(topics, "--experiment=lob", "--list"))
        .isEqualTo(
            Console.failed(
                "sluice approve: --experiment lob: has no decisions in c.interventions; did you"
                    + " mean lab? there are [lab, o/ö]"));
    assertThat(approve(new LoopTopics(BROKER, "none."), "lab/2-00000002"))
        .isEqualTo(
            Console.failed(
                "sluice approve: --bootstrap %s: no topic none.interventions; has a job proposed?"
                    .formatted(BROKER.bootstrap())));
  }

  private static ProposedIntervention.Builder pending(int number) {
    return proposal(number)
        .setStatus(DecisionStatus.PENDING)
        .setAttempt(0)
        .setCost(10.0)
        .setExpectedGain(0.25);
  }

  @Test
  void showsDecisionsOnce() {
    LoopTopics topics = new LoopTopics(BROKER, "d.");
    ProposedIntervention answered =
        proposal(1).setStatus(DecisionStatus.ANSWERED).setAnsweredRows(10).build();
    topics.propose(proposal(1).build(), answered);
    Decisions decisions = new Decisions();
    decisions.observe(proposal(1).build());
    decisions.observe(answered);

    Console console = watch(topics, "lab");

    assertThat(console.err()).isEmpty();
    assertThat(console.out())
        .isEqualTo(
            new Terminal(false, false).frame(new TargetingView(false).lines(answered, decisions)));
    assertThat(watch(topics, "other"))
        .isEqualTo(
            Console.failed(
                "sluice watch targeting: --experiment other: no decisions within 0 s in"
                    + " d.interventions; there are those of lab"));
  }

  private static Console watch(LoopTopics topics, String experiment) {
    return topics.sluice(
        "watch", "targeting", "--once", "--timeout=0s", "--experiment=" + experiment);
  }

  private static Console approve(LoopTopics topics, String... arguments) {
    return topics.sluice(Stream.concat(Stream.of("approve"), Arrays.stream(arguments)).toArray());
  }
}
