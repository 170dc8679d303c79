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
   * @param before what the last refresh of the experiment left; null at the first, and of no use if
   *     it is of another number of variables
   * @throws IllegalArgumentException if the arguments do not fit each other
   * @throws dev.sluice.models.posterior.score.DependentVariablesException if variables cannot be
   *     told apart at the prior's scale
   * @throws ArithmeticException if a score is not finite
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static Sampled posterior(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      SamplerSettings settings,
      SamplerMemory before) {
    long begun = System.nanoTime();
    ScorePrior scaled = ScaleChoice.of(domain, statistics, scorePrior, graphPrior);
    FamilyScores scores = Families.of(domain, statistics, scaled, graphPrior);
    double priorScale = domain.isCategorical() ? Double.NaN : scaled.priorScale();
    return posterior(
        scores, List.of(), priorScale, graphPrior.requiredParents(), settings, before, begun);
  }

  /**
   * The posterior that scores of families stand for.
   *
   * @param kernels the moves besides single edges
   * @param priorScale of the scores, for the posterior to say
   * @param begun by {@link System#nanoTime}, when the refresh began
   */
  static Sampled posterior(
      FamilyScores scores,
      List<Kernel> kernels,
      double priorScale,
      VariableSet[] required,
      SamplerSettings settings,
      SamplerMemory before,
      long begun) {
    Chains chains = Chains.run(scores, kernels, required, settings, before, begun);
    Summary summary = new Summary(chains, scores.nodes());
    long refreshes = before == null ? 0 : before.refreshes();
    return new Sampled(
        summary.posterior(priorScale), summary.diagnostics(), summary.memory(refreshes + 1));
  }

  /** About how many bytes of heap {@link #posterior} needs at its peak besides its arguments. */
  public static long bytes(
      Domain domain, SufficientStatistics statistics, SamplerSettings settings) {
    return Families.bytes(domain, statistics, settings.candidates())
        + MoveRows.MAX_BYTES
        + settings.chains() * Chain.bytes(domain.dimension());
  }
}
