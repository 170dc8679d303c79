// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.family.NodeScores;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.mcmc.partition.BlockKernel;
import dev.sluice.models.posterior.mcmc.partition.FamilyTables;
import dev.sluice.models.posterior.mcmc.partition.Kernel;
import dev.sluice.models.posterior.mcmc.partition.PartitionKernel;
import dev.sluice.models.posterior.mcmc.partition.ReversalKernel;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
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
    return posterior(
        domain, statistics, scorePrior, graphPrior, settings, before, ScoredNodes.none());
  }

  /**
   * The same where some scores are known already, to the same bits.
   *
   * @param known what {@link #scores} of the same arguments has given; perhaps of some nodes only
   */
  public static Sampled posterior(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      SamplerSettings settings,
      SamplerMemory before,
      ScoredNodes known) {
    long begun = System.nanoTime();
    boolean some = known.serve(Method.MCMC);
    ScorePrior scaled =
        some && !domain.isCategorical()
            ? scorePrior.withScale(known.priorScale())
            : ScaleChoice.of(domain, statistics, scorePrior, graphPrior);
    Known scores =
        new Known(
            Families.of(domain, statistics, scaled, graphPrior), some ? known : ScoredNodes.none());
    double priorScale = domain.isCategorical() ? Double.NaN : scaled.priorScale();
    // of a prior, tables tell nothing: no parents are likelier than others
    List<Kernel> kernels =
        statistics.observed() == 0 ? List.of() : kernels(scores, graphPrior, settings);
    return posterior(
        scores, kernels, priorScale, graphPrior.requiredParents(), settings, before, begun);
  }

  /**
   * The scores that {@link #posterior} begins with, of the nodes of one of several slices: of all
   * subsets of their candidates, and of the sets that reach beyond these. Ends soon after its
   * thread is interrupted.
   *
   * @param slice from 0 to {@code slices} - 1, which together have all nodes
   * @throws IllegalArgumentException if the arguments do not fit each other
   * @throws dev.sluice.models.posterior.score.DependentVariablesException if variables cannot be
   *     told apart at the prior's scale
   * @throws ArithmeticException if a score is not finite
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static ScoredNodes scores(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      SamplerSettings settings,
      int slice,
      int slices) {
    ScorePrior scaled = ScaleChoice.of(domain, statistics, scorePrior, graphPrior);
    FamilyScores scores = Families.of(domain, statistics, scaled, graphPrior);
    int d = scores.nodes();
    List<NodeScores> found = new ArrayList<>();
    for (int node = slice; node < d && d > 1; node += slices) {
      int[] candidates = CandidateParents.of(node, scores, graphPrior, most(settings, d));
      Recorded recorded = new Recorded(scores, node, candidates);
      FamilyTables.ask(recorded, node, candidates, FamilyTables.outsideSize(d));
      found.add(recorded.record());
    }
    return new ScoredNodes(Method.MCMC, scaled.priorScale(), found.toArray(NodeScores[]::new));
  }

  private static int most(SamplerSettings settings, int nodes) {
    return Math.min(settings.candidates(), nodes - 1);
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
        summary.posterior(priorScale),
        summary.diagnostics(),
        summary.memory(refreshes + 1),
        summary.graphs(settings.graphs()));
  }

  /** The moves besides single edges, without which some data hold a chain where it starts. */
  private static List<Kernel> kernels(
      Known scores, GraphPrior graphPrior, SamplerSettings settings) {
    int nodes = scores.nodes();
    if (nodes < 2) {
      return List.of();
    }
    int[][] candidates = new int[nodes][];
    for (int node = 0; node < nodes; node++) {
      int[] known = scores.candidates(node);
      candidates[node] =
          known == null
              ? CandidateParents.of(node, scores, graphPrior, most(settings, nodes))
              : known;
    }
    FamilyTables tables = FamilyTables.of(scores, candidates, FamilyTables.outsideSize(nodes));
    Kernel reversal = new ReversalKernel(tables);
    Kernel block = new BlockKernel(tables, BLOCK);
    // moves among partitions take several times as long as others
    Kernel partitions = new PartitionKernel(tables, PARTITION_MOVES);
    return List.of(reversal, block, reversal, block, reversal, block, reversal, partitions);
  }

  /** About how many bytes of heap {@link #scores} needs at its peak besides its arguments. */
  public static long scoreBytes(
      Domain domain, SufficientStatistics statistics, SamplerSettings settings) {
    int d = domain.dimension();
    int candidates = most(settings, d);
    return Families.bytes(domain, statistics, candidates)
        + FamilyTables.bytes(d, candidates, FamilyTables.outsideSize(d));
  }

  /** About how many bytes of heap {@link #posterior} needs at its peak besides its arguments. */
  public static long bytes(
      Domain domain, SufficientStatistics statistics, SamplerSettings settings) {
    return scoreBytes(domain, statistics, settings)
        + MoveRows.MAX_BYTES
        + Chains.bytes(domain.dimension(), settings)
        + Summary.bytes(domain.dimension(), settings.graphs());
  }
}
