// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.jobs.KeyFailure;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.statistics.StatisticSums;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.mcmc.Sampled;
import dev.sluice.models.posterior.mcmc.Sampler;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.schemas.FailureReason;
import java.util.Arrays;

/**
 * The posterior over graphs of a sum of statistics, by the method that the posterior job chooses
 * where it is told nothing: exact for few variables, else sampled for some seconds.
 */
final class PooledPosterior {
  private static final double SECONDS = 5;

  private final Federation federation;
  private final SufficientStatistics statistics;
  private final Method method;

  PooledPosterior(Federation federation, RingVector sum) {
    this.federation = federation;
    statistics = StatisticSums.pooled(federation.terms().agreement(), sum).statistics();
    method = MethodChoice.defaults().of(federation.names().size());
  }

  /** Bytes of heap that it takes. */
  long bytes() {
    return method == Method.MCMC
        ? Sampler.bytes(federation.domain(), statistics, settings())
        : Inference.bytes(federation.domain(), statistics, method);
  }

  private SamplerSettings settings() {
    SamplerSettings defaults = SamplerSettings.defaults().ofSeconds(SECONDS);
    String name = federation.declaration().experimentId();
    return defaults.seeded(CounterRandom.of(defaults.seed(), name).bits(0));
  }

  /**
   * Computes it.
   *
   * @param before what the sampler has left; null if nothing
   * @throws KeyFailure a passing one if there is none, as further rows may mend
   */
  Known compute(SamplerMemory before) {
    try {
      if (method == Method.MCMC) {
        Sampled sampled =
            Sampler.posterior(
                federation.domain(),
                statistics,
                federation.declaration().scorePrior(),
                federation.graphPrior(),
                settings(),
                before);
        return known(sampled.posterior(), sampled.memory());
      }
      return known(
          Inference.posterior(
              federation.domain(),
              statistics,
              federation.declaration().scorePrior(),
              federation.graphPrior(),
              method),
          null);
    } catch (DependentVariablesException e) {
      throw KeyFailure.passing(
          FailureReason.DEPENDENT_VARIABLES,
          "variables are functions of one another: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw KeyFailure.passing(FailureReason.UNSUPPORTED, e.getMessage());
    }
  }

  private Known known(Posterior posterior, SamplerMemory memory) {
    double[] edges = Arrays.stream(posterior.edges()).flatMapToDouble(Arrays::stream).toArray();
    int[] graph =
        Arrays.stream(posterior.mapGraph().edges()).flatMapToInt(Arrays::stream).toArray();
    return new Known(edges, graph, statistics.observed(), memory);
  }
}
