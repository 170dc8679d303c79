// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.InterventionValue;
import dev.sluice.schemas.ProposalRule;
import dev.sluice.schemas.ProposalScore;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.ValueLaw;
import java.util.Arrays;
import java.util.List;

/** Puts decisions into their wire form. */
final class Proposals {
  private Proposals() {}

  /**
   * The id of a decision: the experiment, the decision's number and a hash of what it is based on
   * and asks for, so that equal ids mean equal requests, also of a job that begins anew and reads
   * answers to its predecessor.
   */
  static String id(
      Declaration declaration,
      long number,
      Scored basis,
      Candidate chosen,
      ProposalSettings settings) {
    return id(declaration, number, basis, chosen.label() + ' ' + settings.rows());
  }

  private static String id(Declaration declaration, long number, Scored basis, String what) {
    long hash = CounterRandom.of(basis.samples(), what, basis.revision()).bits(0);
    return "%s/%d-%08x".formatted(declaration.experimentId(), number, hash >>> Integer.SIZE);
  }

  /** A value as it is told. */
  static InterventionValue value(double value) {
    return Double.isNaN(value)
        ? new InterventionValue(null, ValueLaw.UNIFORM)
        : new InterventionValue(value, null);
  }

  /** A decision with what is known when it is made. */
  static ProposedIntervention.Builder told(
      Declaration declaration, Decision decision, DecisionStatus status, String reason, long now) {
    Scored basis = decision.basis();
    Candidate chosen = decision.chosen();
    boolean byScore = !Double.isNaN(chosen.score());
    return ProposedIntervention.newBuilder()
        .setExperimentId(declaration.experimentId())
        .setDecisionId(decision.id())
        .setStatus(status)
        .setReason(reason)
        .setAt(now)
        .setProposedAt(decision.isPending() ? null : decision.proposedAt())
        .setTargets(names(chosen, declaration))
        .setValue(value(chosen.value()))
        .setRows(decision.rows())
        .setAnsweredRows(decision.answered())
        .setAttempt(decision.attempts())
        .setRule(ProposalRule.valueOf(decision.rule().name()))
        .setScores(scores(basis, declaration))
        .setDistinct(byScore ? chosen.distinct() : null)
        .setCost(decision.cost())
        .setSpent(decision.spent())
        .setExpectedGain(decision.expectedGain())
        .setBasedOnSamples(basis.samples())
        .setRevision(basis.revision())
        .setEntropy(orNull(basis.entropy()))
        .setExpectedShd(orNull(basis.expectedShd()));
  }

  /** A decision that was answered, with what is believed then. */
  static ProposedIntervention answered(
      Declaration declaration, Decision decision, double entropy, double expectedShd, long now) {
    return told(declaration, decision, DecisionStatus.ANSWERED, null, now)
        .setRealisedGain(orNull(decision.basis().entropy() - entropy))
        .setEntropy(orNull(entropy))
        .setExpectedShd(orNull(expectedShd))
        .build();
  }

  /** A decision that was answered after it had been given up: what it changed, nobody looked at. */
  static ProposedIntervention late(Declaration declaration, Decision decision, long now) {
    return told(declaration, decision, DecisionStatus.ANSWERED, "late: it had been given up", now)
        .setEntropy(null)
        .setExpectedShd(null)
        .build();
  }

  /** That nothing more is proposed. */
  static ProposedIntervention stopped(
      Declaration declaration,
      long made,
      Scored basis,
      ProposalSettings settings,
      double spent,
      String reason,
      long now) {
    return ProposedIntervention.newBuilder()
        .setExperimentId(declaration.experimentId())
        .setDecisionId(id(declaration, made + 1, basis, "stopped"))
        .setStatus(DecisionStatus.STOPPED)
        .setReason(reason)
        .setAt(now)
        .setTargets(List.of())
        .setRows(0)
        .setAnsweredRows(0)
        .setAttempt(0)
        .setRule(ProposalRule.valueOf(settings.rule().name()))
        .setScores(scores(basis, declaration))
        .setSpent(spent)
        .setBasedOnSamples(basis.samples())
        .setRevision(basis.revision())
        .setEntropy(orNull(basis.entropy()))
        .setExpectedShd(orNull(basis.expectedShd()))
        .build();
  }

  private static List<String> names(Candidate chosen, Declaration declaration) {
    return Arrays.stream(chosen.targets().members())
        .mapToObj(target -> declaration.variables()[target])
        .toList();
  }

  private static List<ProposalScore> scores(Scored basis, Declaration declaration) {
    return basis.candidates().stream()
        .filter(candidate -> !Double.isNaN(candidate.score()))
        .map(
            candidate ->
                new ProposalScore(
                    declaration.names(candidate.targets()),
                    value(candidate.value()),
                    candidate.score(),
                    candidate.error(),
                    candidate.cost()))
        .toList();
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
