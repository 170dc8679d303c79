// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.posterior.effects.InferEffects;
import dev.sluice.jobs.posterior.effects.WantedEffects;
import dev.sluice.jobs.posterior.failure.NoPosterior;
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
import dev.sluice.models.random.CounterRandom;
import dev.sluice.schemas.FailureReason;

/** Computes each posterior by the method that the settings choose for it. */
final class ByMethod implements Models.Inferring {

  private static final long serialVersionUID = 1L;

  /** Of so many variables on, tables are large enough. */
  private static final int LEAST_SPREAD = 14;

  private final InferenceSettings settings;

  /** Null if none are. */
  private final WantedEffects wanted;

  ByMethod(InferenceSettings settings) {
    this(settings, null);
  }

  ByMethod(InferenceSettings settings, WantedEffects wanted) {
    this.settings = settings;
    this.wanted = wanted;
  }

  @Override
  public Inferred infer(RefreshRequest request, SamplerMemory before) {
    NoPosterior.requireStatistics(request.declaration(), request.statistics());
    Method method = method(request);
    double seconds = budget(request).seconds();
    try {
      if (method == Method.VCN) {
        return Inferred.variational(
            settings.variational().posterior(request.declaration(), request.statistics()));
      }
      if (!settings.samples(method)) {
        return exactly(request, method);
      }
      Sampled sampled = sampled(request, before);
      if (method != Method.MCMC) {
        return exactly(request, method).checkedBy(sampled, seconds);
      }
      Inferred inferred = Inferred.sampled(sampled, seconds);
      InferEffects effects = effects(request);
      return effects == null
          ? inferred
          : inferred.with(effects.sampled(bytesAlone(request), sampled));
    } catch (DependentVariablesException e) {
      throw NoPosterior.dependent(request.declaration(), e);
    }
  }

  @Override
  public Posterior exact(RefreshRequest request) {
    NoPosterior.requireStatistics(request.declaration(), request.statistics());
    Method method = settings.choice().of(variables(request));
    if (method == Method.MCMC) {
      throw new KeyFailure(
          FailureReason.TOO_MANY_VARIABLES,
          "%d variables: the exact posterior goes up to %d"
              .formatted(variables(request), settings.choice().exactReach()));
    }
    try {
      return exact(request, method);
    } catch (DependentVariablesException e) {
      throw NoPosterior.dependent(request.declaration(), e);
    }
  }

  /** Small tables are computed sooner than sent; a search for the scale has its own tables. */
  @Override
  public boolean isSpread(RefreshRequest request) {
    Declaration declaration = request.declaration();
    return variables(request) >= LEAST_SPREAD
        && hasSamples(request)
        && request.statistics().detail == Detail.SUFFICIENT
        && method(request) != Method.VCN
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
    InferEffects effects = effects(request);
    long alone = bytesAlone(request);
    return effects == null ? alone : effects.bytes(alone);
  }

  /** Without effects. */
  private long bytesAlone(RefreshRequest request) {
    Method method = method(request);
    Declaration declaration = request.declaration();
    if (method == Method.VCN) {
      return settings.variational().bytes(declaration, request.statistics());
    }
    long sampler =
        settings.samples(method)
            ? Sampler.bytes(declaration.domain(), request.statistics(), budget(request))
            : 0;
    return sampler + exactBytes(request);
  }

  @Override
  public long exactBytes(RefreshRequest request) {
    Method method = settings.choice().of(variables(request));
    return method == Method.MCMC
        ? 0
        : Inference.bytes(
            request.declaration().domain(), request.statistics(), method, settings.exactThreads());
  }

  private Method method(RefreshRequest request) {
    return settings.method(variables(request));
  }

  private static int variables(RefreshRequest request) {
    return request.declaration().variables().length;
  }

  /** Null if none are asked for. */
  private InferEffects effects(RefreshRequest request) {
    return InferEffects.of(
        wanted,
        request.declaration(),
        request.statistics(),
        method(request),
        settings.exactThreads());
  }

  private Inferred exactly(RefreshRequest request, Method method) {
    InferEffects effects = effects(request);
    if (effects == null) {
      return Inferred.exact(exact(request, method));
    }
    InferEffects.Both both =
        effects.exact(bytesAlone(request), request.known(), () -> exact(request, method));
    return Inferred.exact(both.posterior()).with(both.effects());
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
    return hasSamples(request) ? sampled : sampled.withoutMemory();
  }

  /**
   * Each experiment has chance of its own. The prior, which a posterior is as long as there are no
   * samples, is looked at briefly: samples that come meanwhile wait for it. Nor does the first
   * refresh that has some go on from it, as graphs of a prior have far more edges than any that
   * samples leave. Graphs are kept where effects are computed of them.
   */
  private SamplerSettings budget(RefreshRequest request) {
    SamplerSettings all = settings.sampler();
    String experiment = request.declaration().experimentId();
    boolean needsGraphs =
        method(request) == Method.MCMC && wanted != null && wanted.areOf(request.declaration());
    SamplerSettings own =
        all.seeded(CounterRandom.of(all.seed(), experiment).bits(0))
            .withGraphs(needsGraphs ? InferEffects.MOST_GRAPHS : 0);
    return hasSamples(request) ? own : own.briefly();
  }

  private static boolean hasSamples(RefreshRequest request) {
    return request.statistics().observed() > 0;
  }
}
