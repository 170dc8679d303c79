// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.mcmc.Sampled;
import dev.sluice.models.posterior.mcmc.Sampler;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;

/**
 * A sampled posterior, and what it took.
 *
 * @param seconds of the thread's processor
 */
record SamplerRun(Sampled sampled, double seconds) {
  /** With the settings of the job, but for the budget in steps of each chain. */
  static SamplerRun of(
      Domain domain,
      SufficientStatistics statistics,
      GraphPrior prior,
      long steps,
      SamplerMemory before) {
    double begun = ThisProcess.threadSeconds();
    Sampled sampled =
        Sampler.posterior(
            domain,
            statistics,
            ScorePrior.defaults(domain.dimension()),
            prior,
            SamplerSettings.defaults().ofSteps(steps),
            before);
    return new SamplerRun(sampled, ThisProcess.threadSeconds() - begun);
  }
}
