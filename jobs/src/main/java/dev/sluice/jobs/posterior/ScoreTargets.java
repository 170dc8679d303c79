// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.beside.Done;
import dev.sluice.jobs.beside.Work;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.targeting.Candidates;
import dev.sluice.jobs.targeting.ProposalSettings;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.targeting.Heuristics;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.exact.ExactBelief;
import dev.sluice.models.targeting.exact.ExactTargeting;
import dev.sluice.schemas.TargetScores;
import java.util.List;
import org.apache.flink.util.function.SerializableFunction;

/** Scores what may be proposed, under the exact posterior, beside the stream. */
final class ScoreTargets implements Work<RefreshRequest, Void, TargetScores> {

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
  private final SerializableFunction<RefreshRequest, Posterior> inference;

  ScoreTargets(
      ProposalSettings settings, SerializableFunction<RefreshRequest, Posterior> inference) {
    this.settings = settings;
    this.inference = inference;
  }

  /** Why the rule cannot serve an experiment; null if it can. */
  static String beyond(Declaration declaration, ProposalSettings settings) {
    int d = declaration.variables().length;
    if (ExactTargeting.drawsGraphs(settings.rule()) && d > ExactBelief.MAX_VARIABLES) {
      return "--propose %s: draws graphs from the exact posterior, of at most %d variables; has %d"
          .formatted(settings.rule().label(), ExactBelief.MAX_VARIABLES, d);
    }
    return settings.rule() == TargetingRule.ENTROPY && !Models.serves(declaration)
        ? "--propose entropy: the exact posterior goes up to %d variables; has %d"
            .formatted(Inference.MAX_VARIABLES, d)
        : null;
  }

  /** A revision changes priors: scores under others are out of date. */
  @Override
  public long generation(RefreshRequest request) {
    return request.declaration().revision();
  }

  @Override
  public boolean ends(RefreshRequest request) {
    return request.statistics() == null;
  }

  @Override
  public long bytes(RefreshRequest request, Void memory) {
    return request.failure() != null || !Models.serves(request.declaration())
        ? 0
        : TIMES_POSTERIOR * Inference.bytes(request.declaration().domain(), request.statistics());
  }

  @Override
  public Done<Void, TargetScores> compute(RefreshRequest request, Void memory) {
    if (request.failure() != null) {
      return new Done<>(null, failed(request, request.failure()));
    }
    Declaration declaration = request.declaration();
    long samples = request.statistics().observed();
    Candidates candidates = Candidates.of(declaration, settings);
    Posterior posterior = posterior(request);
    TargetScores.Builder scores =
        !settings.scores() || candidates.interventions().isEmpty()
            ? candidates.unscored(declaration, samples)
            : candidates.scored(
                declaration, samples, scores(request, posterior, candidates), chance());
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
      return inference.apply(request);
    } catch (KeyFailure none) {
      if (settings.scores()) {
        throw none;
      }
      return null;
    }
  }

  private Scores scores(RefreshRequest request, Posterior posterior, Candidates candidates) {
    if (settings.rule() == TargetingRule.ENTROPY) {
      return Heuristics.edgeEntropy(posterior.edges(), candidates.interventions());
    }
    Declaration declaration = request.declaration();
    ScorePrior declared = declaration.scorePrior();
    // With the scale that the posterior has, where that is chosen by evidence.
    ScorePrior prior =
        new ScorePrior(
            declared.alphaMu(),
            declared.alphaW(),
            Double.isNaN(posterior.priorScale()) ? declared.priorScale() : posterior.priorScale(),
            false,
            declared.equivalentSampleSize());
    return ExactTargeting.scores(
        settings.rule(),
        new ExactBelief(
            declaration.domain(), request.statistics(), prior, declaration.graphPrior()),
        candidates.interventions(),
        settings.rows(),
        EFFORT,
        CounterRandom.of(
                settings.seed(), declaration.experimentId(), request.statistics().observed())
            .bits(0));
  }

  /** Means of so many imagined rows differ even where nobody disagrees. */
  private double chance() {
    return settings.rule() == TargetingRule.AIT ? 1.0 / EFFORT.imaginedRows() : 0;
  }

  @Override
  public TargetScores failed(RefreshRequest request, Failure failure) {
    return TargetScores.newBuilder()
        .setRevision(request.declaration().revision())
        .setSamples(request.statistics().observed())
        .setFailure(failure.text())
        .setFailureReason(failure.reason())
        .build();
  }
}
