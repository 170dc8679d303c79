// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.mcmc.Sampled;
import dev.sluice.models.posterior.mcmc.Sampler;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.schemas.FailureReason;
import java.util.ArrayList;
import java.util.List;

/** Computes each posterior by the method that the settings choose for it. */
final class ByMethod implements Models.Inferring {

  private static final long serialVersionUID = 1L;

  /** Of so many variables on, tables are large enough. */
  private static final int LEAST_SPREAD = 14;

  private final InferenceSettings settings;

  ByMethod(InferenceSettings settings) {
    this.settings = settings;
  }

  @Override
  public Inferred infer(RefreshRequest request, SamplerMemory before) {
    requireStatistics(request);
    Method method = method(request);
    double seconds = budget(request).seconds();
    try {
      if (!settings.samples(method)) {
        return Inferred.exact(exact(request, method));
      }
      Sampled sampled = sampled(request, before);
      return method == Method.MCMC
          ? Inferred.sampled(sampled, seconds)
          : Inferred.checked(exact(request, method), sampled, seconds);
    } catch (DependentVariablesException e) {
      throw dependent(request, e);
    }
  }

  @Override
  public Posterior exact(RefreshRequest request) {
    requireStatistics(request);
    Method method = method(request);
    if (method == Method.MCMC) {
      throw new KeyFailure(
          FailureReason.TOO_MANY_VARIABLES,
          "%d variables: the exact posterior goes up to %d"
              .formatted(variables(request), settings.choice().exactReach()));
    }
    try {
      return exact(request, method);
    } catch (DependentVariablesException e) {
      throw dependent(request, e);
    }
  }

  /** Small tables are computed sooner than sent; a search for the scale has its own tables. */
  @Override
  public boolean isSpread(RefreshRequest request) {
    Declaration declaration = request.declaration();
    return variables(request) >= LEAST_SPREAD
        && hasSamples(request)
        && request.statistics().detail == Detail.SUFFICIENT
        && (method(request) == Method.MCMC
            || !declaration.scorePrior().isScaleOpen(declaration.domain()));
  }

  @Override
  public ScoredNodes scores(RefreshRequest request, int slice, int slices) {
    Declaration declaration = request.declaration();
    Method method = method(request);
    return method == Method.MCMC
        ? Sampler.scores(
            declaration.domain(),
            request.statistics(),
            declaration.scorePrior(),
            declaration.graphPrior(),
            budget(request),
            slice,
            slices)
        : Inference.scores(
            declaration.domain(),
            request.statistics(),
            declaration.scorePrior(),
            declaration.graphPrior(),
            method,
            slice,
            slices);
  }

  @Override
  public long scoreBytes(RefreshRequest request, int slices) {
    Declaration declaration = request.declaration();
    return method(request) == Method.MCMC
        ? Sampler.scoreBytes(declaration.domain(), request.statistics(), budget(request))
        : Inference.scoreBytes(declaration.domain(), request.statistics(), slices);
  }

  @Override
  public long bytes(RefreshRequest request) {
    Method method = method(request);
    Declaration declaration = request.declaration();
    long sampler =
        settings.samples(method)
            ? Sampler.bytes(declaration.domain(), request.statistics(), budget(request))
            : 0;
    return sampler + exactBytes(request);
  }

  @Override
  public long exactBytes(RefreshRequest request) {
    Method method = method(request);
    return method == Method.MCMC
        ? 0
        : Inference.bytes(
            request.declaration().domain(), request.statistics(), method, settings.exactThreads());
  }

  private Method method(RefreshRequest request) {
    return settings.choice().of(variables(request));
  }

  private static int variables(RefreshRequest request) {
    return request.declaration().variables().length;
  }

  private Posterior exact(RefreshRequest request, Method method) {
    Declaration declaration = request.declaration();
    return Inference.posterior(
        declaration.domain(),
        request.statistics(),
        declaration.scorePrior(),
        declaration.graphPrior(),
        method,
        request.known(),
        settings.exactThreads());
  }

  private Sampled sampled(RefreshRequest request, SamplerMemory before) {
    Declaration declaration = request.declaration();
    Sampled sampled =
        Sampler.posterior(
            declaration.domain(),
            request.statistics(),
            declaration.scorePrior(),
            declaration.graphPrior(),
            budget(request),
            before,
            request.known());
    return hasSamples(request)
        ? sampled
        : new Sampled(sampled.posterior(), sampled.diagnostics(), null);
  }

  /**
   * Each experiment has chance of its own. The prior, which a posterior is as long as there are no
   * samples, is looked at briefly: samples that come meanwhile wait for it. Nor does the first
   * refresh that has some go on from it, as graphs of a prior have far more edges than any that
   * samples leave.
   */
  private SamplerSettings budget(RefreshRequest request) {
    SamplerSettings all = settings.sampler();
    String experiment = request.declaration().experimentId();
    SamplerSettings own = all.seeded(CounterRandom.of(all.seed(), experiment).bits(0));
    return hasSamples(request) ? own : own.briefly();
  }

  private static boolean hasSamples(RefreshRequest request) {
    return request.statistics().observed() > 0;
  }

  private static void requireStatistics(RefreshRequest request) {
    SufficientStatistics statistics = request.statistics();
    Declaration declaration = request.declaration();
    if (statistics.detail.isWithoutPosterior()) {
      throw new KeyFailure(
          FailureReason.MEMORY,
          "the samples have so many regimes or configurations that their statistics would take"
              + " more than "
              + (SufficientStatistics.MAX_BYTES >> 20)
              + " MiB: they are counted, but have no posterior"
              + (declaration.domain().isCategorical() ? whyNoTables(statistics) : ""));
    }
    if (declaration.mostParents() > Evidence.mostParents(statistics)) {
      throw new KeyFailure(
          FailureReason.MEMORY,
          ("maxParents was %d when the samples became too many to keep each configuration:"
                  + " of more parents (now %d) nothing is known")
              .formatted(statistics.maxParents, declaration.mostParents()));
    }
  }

  private static String whyNoTables(SufficientStatistics statistics) {
    return statistics.logRetention == 0
        ? (" (tables of all families of up to %d parents, the limit by maxParents,"
                + " take too much too)")
            .formatted(statistics.maxParents)
        : " (with --forgetting below 1 there are no tables of families instead)";
  }

  private static KeyFailure dependent(RefreshRequest request, DependentVariablesException e) {
    Declaration declaration = request.declaration();
    List<String> found = new ArrayList<>();
    if (!e.dependent().isEmpty()) {
      found.add(
          "less than 1e-9 of their own variance is left to these variables when the others are"
              + " known: "
              + declaration.names(e.dependent()));
    }
    if (!e.constant().isEmpty()) {
      found.add("constant: " + declaration.names(e.constant()));
    }
    String consequence =
        e.isWithoutOptimum()
            ? "so score.priorScale EVIDENCE has no optimum (the evidence grows as the scale falls);"
                + " leave such variables out, or give a number"
            : "too little for score.priorScale %s; leave such variables out, or give a larger one"
                .formatted(
                    declaration.scaleByEvidence()
                        ? "EVIDENCE, which leads to a tiny one"
                        : declaration.priorScale());
    return KeyFailure.passing(
        FailureReason.DEPENDENT_VARIABLES,
        String.join("; ", found) + (found.isEmpty() ? "" : "; ") + consequence);
  }
}
