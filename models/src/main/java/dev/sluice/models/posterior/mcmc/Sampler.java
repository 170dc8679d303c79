// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.mcmc.partition.BlockKernel;
import dev.sluice.models.posterior.mcmc.partition.FamilyTables;
import dev.sluice.models.posterior.mcmc.partition.Kernel;
import dev.sluice.models.posterior.mcmc.partition.PartitionKernel;
import dev.sluice.models.posterior.mcmc.partition.ReversalKernel;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;

/** The posterior over graphs by Markov chain Monte Carlo. */
public final class Sampler {

  /** Moves among partitions between two graphs. */
  private static final int PARTITION_MOVES = 5;

  /** Nodes that get new parents at once, at the most. */
  private static final int BLOCK = 5;

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
    // of a prior, tables tell nothing: no parents are likelier than others
    List<Kernel> kernels =
        statistics.observed() == 0 ? List.of() : kernels(scores, graphPrior, settings);
    return posterior(
        scores, kernels, priorScale, graphPrior.requiredParents(), settings, before, begun);
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

  /** The moves besides single edges, without which some data hold a chain where it starts. */
  private static List<Kernel> kernels(
      FamilyScores scores, GraphPrior graphPrior, SamplerSettings settings) {
    int nodes = scores.nodes();
    if (nodes < 2) {
      return List.of();
    }
    int[][] candidates =
        CandidateParents.of(scores, graphPrior, Math.min(settings.candidates(), nodes - 1));
    FamilyTables tables = FamilyTables.of(scores, candidates, FamilyTables.outsideSize(nodes));
    Kernel reversal = new ReversalKernel(tables);
    Kernel block = new BlockKernel(tables, BLOCK);
    // moves among partitions take several times as long as others
    Kernel partitions = new PartitionKernel(tables, PARTITION_MOVES);
    return List.of(reversal, block, reversal, block, reversal, block, reversal, partitions);
  }

  /** About how many bytes of heap {@link #posterior} needs at its peak besides its arguments. */
  public static long bytes(
      Domain domain, SufficientStatistics statistics, SamplerSettings settings) {
    int d = domain.dimension();
    int candidates = Math.min(settings.candidates(), d - 1);
    return Families.bytes(domain, statistics, candidates)
        + FamilyTables.bytes(d, candidates, FamilyTables.outsideSize(d))
        + MoveRows.MAX_BYTES
        + settings.chains() * Chain.bytes(d);
  }
}
