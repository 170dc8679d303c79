// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.mcmc.Sampler;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.study.PosteriorMethod;

/** How the posteriors of a study are computed. */
enum StudiedMethod {
  /** Exactly, over graphs up to 18 variables, beyond over orders. */
  EXACT,
  /** Exactly, over orders. */
  ORDER_EXACT,
  /** By sampling. */
  MCMC;

  /**
   * The method.
   *
   * @param steps of each chain, if it samples
   */
  PosteriorMethod method(long steps) {
    return switch (this) {
      case EXACT -> Inference::posterior;
      case ORDER_EXACT ->
          (domain, statistics, scorePrior, graphPrior) ->
              Inference.posterior(domain, statistics, scorePrior, graphPrior, Method.ORDER_EXACT);
      case MCMC -> {
        SamplerSettings settings = SamplerSettings.defaults().ofSteps(steps);
        yield (domain, statistics, scorePrior, graphPrior) ->
            Sampler.posterior(domain, statistics, scorePrior, graphPrior, settings, null)
                .posterior();
      }
    };
  }
}
