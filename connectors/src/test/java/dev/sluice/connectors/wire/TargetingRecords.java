// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.schemas.Approval;
import dev.sluice.schemas.CandidateScore;
import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.InterventionValue;
import dev.sluice.schemas.ProposalRule;
import dev.sluice.schemas.ProposalScore;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.TargetScores;
import dev.sluice.schemas.ValueLaw;
import java.util.List;

/** The records of targeting with every field set, for {@link Records}. */
final class TargetingRecords {
  private static final InterventionValue FIXED = new InterventionValue(2.0, null);
  private static final InterventionValue DRAWN = new InterventionValue(null, ValueLaw.UNIFORM);

  private TargetingRecords() {}

  static TargetScores scores() {
    return TargetScores.newBuilder()
        .setRevision(12)
        .setSamples(20_512)
        .setEntropy(1.25)
        .setExpectedShd(0.5)
        .setCandidates(
            List.of(
                new CandidateScore(List.of(1), FIXED, 0.75, 1.0 / 3, 2.5, true),
                new CandidateScore(List.of(0, 1), DRAWN, -0.125, 1e-300, 1.0, false)))
        .setSaturated(true)
        .setFailure("edges[0][1] is NaN, not a finite number")
        .setFailureReason(FailureReason.NOT_FINITE)
        .build();
  }

  static ProposedIntervention intervention() {
    return ProposedIntervention.newBuilder()
        .setExperimentId("marks")
        .setDecisionId("marks/3-0a1b2c3d")
        .setStatus(DecisionStatus.REPEATED)
        .setReason("not answered in 10 s: 8 of 10 rows")
        .setAt(1_700_000_010_000L)
        .setProposedAt(1_700_000_000_000L)
        .setTargets(List.of("MECH", "Größe"))
        .setValue(FIXED)
        .setRows(10)
        .setAnsweredRows(8)
        .setAttempt(2)
        .setRule(ProposalRule.EIG)
        .setScores(List.of(new ProposalScore("MECH,Größe", DRAWN, 0.75, 1.0 / 3, 2.5)))
        .setDistinct(false)
        .setCost(25.0)
        .setSpent(75.5)
        .setExpectedGain(0.75)
        .setRealisedGain(-0.125)
        .setBasedOnSamples(20_512)
        .setRevision(12)
        .setEntropy(1.25)
        .setExpectedShd(0.5)
        .build();
  }

  static Approval approval() {
    return new Approval("marks", "marks/3-0a1b2c3d", false, "Größe is broken");
  }
}
