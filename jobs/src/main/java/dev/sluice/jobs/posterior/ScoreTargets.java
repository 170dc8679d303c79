// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.beside.Done;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.targeting.Candidates;
import dev.sluice.jobs.targeting.ProposalSettings;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.targeting.Discrepancy;
import dev.sluice.models.targeting.Heuristics;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.exact.ExactBelief;
import dev.sluice.models.targeting.exact.ExactTargeting;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.TargetScores;
import java.util.List;

/** Scores what may be proposed, under the exact posterior, beside the stream. */
final class ScoreTargets implements OnStatistics<Void, TargetScores> {

  private static final long serialVersionUID = 1L;

  /** Rules that the job serves. */
  static final List<TargetingRule> RULES =
      List.of(
          TargetingRule.EIG,
          TargetingRule.AIT,
          TargetingRule.CBED,
          TargetingRule.ENTROPY,
          TargetingRule.RANDOM,
          TargetingRule.ROUND_ROBIN);

  private static final ExactTargeting.Effort EFFORT = ExactTargeting.Effort.USUAL;

  /** A posterior's tables, and those of what is imagined beside them. */
  private static final int TIMES_POSTERIOR = 3;

  private final ProposalSettings settings;
  private final Models.Inferring inference;

  ScoreTargets(ProposalSettings settings, Models.Inferring inference) {
    this.settings = settings;
    this.inference = inference;
  }

  /** Why the rule cannot serve an experiment; null if it can. */
  static String beyond(Declaration declaration, PosteriorSettings settings) {
    TargetingRule rule = settings.proposals().rule();
    int d = declaration.variables().length;
    if (ExactTargeting.drawsGraphs(rule) && d > ExactBelief.MAX_VARIABLES) {
      return "--propose %s: draws graphs from the exact posterior, of at most %d variables; has %d"
          .formatted(rule.label(), ExactBelief.MAX_VARIABLES, d);
    }
    int reach = settings.inference().choice().exactReach();
    return rule == TargetingRule.ENTROPY && d > reach
        ? "--propose entropy: the exact posterior goes up to %d variables; has %d"
            .formatted(reach, d)
        : null;
  }

  @Override
  public long bytes(RefreshRequest request, Void memory) {
    return request.failure() == null ? TIMES_POSTERIOR * inference.exactBytes(request) : 0;
  }

  @Override
  public Done<Void, TargetScores> compute(RefreshRequest request, Void memory) {
    if (request.failure() != null) {
      return new Done<>(null, failed(request, request.failure()));
    }
    Declaration declaration = request.declaration();
    Posterior posterior = posterior(request);
    TargetScores.Builder scores =
        Candidates.rated(
            declaration,
            settings,
            request.statistics().observed(),
            candidates -> scores(request, posterior, candidates),
            chance());
    if (posterior != null) {
      scores.setEntropy(Double.isNaN(posterior.entropy()) ? null : posterior.entropy());
      if (declaration.truth() != null) {
        scores.setExpectedShd(GraphMetrics.expectedShd(posterior.edges(), declaration.truth()));
      }
    }
    return new Done<>(null, scores.build());
  }

  /** Null if there is none, and nobody needs it. */
  private Posterior posterior(RefreshRequest request) {
    try {
      return inference.exact(request);
    } catch (KeyFailure none) {
      if (settings.scores()) {
        throw none;
      }
      return null;
    }
  }

  private Scores scores(
      RefreshRequest request, Posterior posterior, List<Intervention> candidates) {
    if (settings.rule() == TargetingRule.ENTROPY) {
      return Heuristics.edgeEntropy(posterior.edges(), candidates);
    }
    if (request.statistics().detail == Detail.FAMILIES) {
      throw new KeyFailure(
          FailureReason.MEMORY,
          ("--propose %s: draws mechanisms from configurations, of"
                  + " which only tables of families are left")
              .formatted(settings.rule().label()));
    }
    Declaration declaration = request.declaration();
    ScorePrior declared = declaration.scorePrior();
    // With the scale that the posterior has, where that is chosen by evidence.
    double scale = posterior.priorScale();
    ScorePrior prior = declared.withScale(Double.isNaN(scale) ? declared.priorScale() : scale);
    return ExactTargeting.scores(
        settings.rule(),
        new ExactBelief(
            declaration.domain(), request.statistics(), prior, declaration.graphPrior()),
        candidates,
        settings.rows(),
        EFFORT,
        settings.seed(declaration.experimentId(), request.statistics().observed()));
  }

  /** What the best score would be if nothing were to be learned. */
  private double chance() {
    return settings.rule() == TargetingRule.AIT ? Discrepancy.byChance(EFFORT.imaginedRows()) : 0;
  }

  @Override
  public TargetScores failed(RefreshRequest request, Failure failure) {
    return Candidates.failed(
        request.declaration(), request.statistics().observed(), failure.text(), failure.reason());
  }
}
