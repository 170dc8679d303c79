// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.mcmc.Sampler;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.study.PosteriorMethod;

/** How the posteriors of a study are computed. */
enum StudiedMethod {
  /** The most exact way for the number of variables. */
  EXACT,
  /** By sampling. */
  MCMC;

  /**
   * The method.
   *
   * @param steps of each chain, if it samples
   */
  PosteriorMethod method(long steps) {
    SamplerSettings defaults = SamplerSettings.defaults();
    SamplerSettings settings =
        new SamplerSettings(
            defaults.chains(),
            steps,
            Double.POSITIVE_INFINITY,
            defaults.candidates(),
            defaults.seed());
    return this == EXACT
        ? Inference::posterior
        : (domain, statistics, scorePrior, graphPrior) ->
            Sampler.posterior(domain, statistics, scorePrior, graphPrior, settings, null)
                .posterior();
  }
}
