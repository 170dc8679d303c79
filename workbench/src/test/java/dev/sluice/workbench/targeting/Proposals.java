// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.InterventionValue;
import dev.sluice.schemas.ProposalRule;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.ValueLaw;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import java.util.List;

/** What a job would propose, and systems to do it on. */
final class Proposals {
  static final InterventionValue UNIFORM = new InterventionValue(null, ValueLaw.UNIFORM);

  private Proposals() {}

  /** The first attempt at ten rows of X2 = 2, the decision of this number of the experiment lab. */
  static ProposedIntervention.Builder proposal(int number) {
    return ProposedIntervention.newBuilder()
        .setExperimentId("lab")
        .setDecisionId("lab/%d-%1$08x".formatted(number))
        .setStatus(DecisionStatus.PROPOSED)
        .setAt(1_700_000_000_000L + number)
        .setTargets(List.of("X2"))
        .setValue(fixed(2))
        .setRows(10)
        .setAnsweredRows(0)
        .setAttempt(1)
        .setRule(ProposalRule.EIG)
        .setBasedOnSamples(100)
        .setRevision(0);
  }

  /** Its end: the experiment lab proposes no more. */
  static ProposedIntervention stop(long revision) {
    return proposal(9)
        .setStatus(DecisionStatus.STOPPED)
        .setReason("the budget of 100 is spent")
        .setTargets(List.of())
        .setValue(null)
        .setRows(0)
        .setRevision(revision)
        .build();
  }

  static InterventionValue fixed(double value) {
    return new InterventionValue(value, null);
  }

  /** Variables X1 to X4 of a chain. */
  static SimulatedExperiment chain(String mechanisms) {
    return SimulatedExperiment.draw(
        "lab",
        GraphFamily.parse("chain:4"),
        MechanismFamily.parse(mechanisms),
        InterventionKind.PERFECT,
        5);
  }
}
