// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;

/** The posterior over graphs by Markov chain Monte Carlo. */
public final class Sampler {

  private Sampler() {}

  /**
   * The posterior given the samples behind {@code statistics}. Ends soon after its thread is
   * interrupted, whose interrupted status it then clears.
   *
   * @param before what the last refresh of the experiment left; null at the first
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static Sampled posterior(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      SamplerSettings settings,
      SamplerMemory before) {
    return null;
  }

  /**
   * The posterior that scores of families stand for.
   *
   * @param kernels the moves besides single edges
   * @param priorScale of the scores, for the posterior to say
   */
  static Sampled posterior(
      FamilyScores scores,
      List<Kernel> kernels,
      double priorScale,
      VariableSet[] required,
      SamplerSettings settings,
      SamplerMemory before) {
    long begun = System.nanoTime();
    Chains chains = Chains.run(scores, kernels, required, settings, before, begun);
    Summary summary = new Summary(chains, scores.nodes());
    long refreshes = before == null ? 0 : before.refreshes();
    return new Sampled(
        summary.posterior(priorScale), summary.diagnostics(), summary.memory(refreshes + 1));
  }

  /** About how many bytes of heap {@link #posterior} needs at its peak besides its arguments. */
  public static long bytes(
      Domain domain, SufficientStatistics statistics, SamplerSettings settings) {
    return MoveRows.MAX_BYTES + settings.chains() * Chain.bytes(domain.dimension());
  }
}
