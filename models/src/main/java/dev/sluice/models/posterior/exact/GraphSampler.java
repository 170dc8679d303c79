// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.ParentSets;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.LogWeights;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Draws graphs from the exact structure-modular posterior, independently: layer by layer from the
 * roots, then the parents of each node. Talvitie, Vuoksenmaa and Koivisto 2019. Immutable once
 * made; a draw costs about 2^d steps.
 */
public final class GraphSampler {
  /** The largest number of variables; making a sampler costs 4^d steps and 8 3^d bytes. */
  public static final int MAX_VARIABLES = 14;

  private final FamilySums families;
  private final LayerSums sums;

  private GraphSampler(LocalScores scores) {
    families = new FamilySums(scores, Team.alone());
    sums = new LayerSums(families);
  }

  /**
   * A sampler of the posterior that {@link Inference#posterior} describes for the same arguments.
   *
   * @throws IllegalArgumentException if there are too many variables, or the arguments do not fit
   *     each other
   * @throws ArithmeticException if a score is not finite, as with an extreme prior
   * @throws CancellationException if the thread was interrupted
   */
  public static GraphSampler of(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior) {
    if (domain.dimension() > MAX_VARIABLES) {
      throw new IllegalArgumentException(
          "graphs of at most %d variables can be drawn: %d"
              .formatted(MAX_VARIABLES, domain.dimension()));
    }
    Experiment experiment = new Experiment(domain, statistics, graphPrior);
    Method method = Inference.method(domain.dimension());
    Evidence evidence = experiment.evidence(scorePrior);
    ScorePrior resolved = experiment.resolve(evidence, scorePrior, method, Team.alone());
    return new GraphSampler(experiment.score(evidence, resolved));
  }

  /** Graph number {@code index} of the sequence named {@code seed}: the same whenever asked for. */
  public Dag draw(long seed, long index) {
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(mix(mix(seed) + index));
    long[] parents = new long[families.nodes()];
    int remaining = families.everyNode();
    int layer = 0;
    while (remaining != 0) {
      int placed = families.everyNode() & ~remaining;
      int next = drawLayer(layer, remaining, random.nextDouble());
      for (int rest = next; rest != 0; rest &= rest - 1) {
        int node = Integer.numberOfTrailingZeros(rest);
        parents[node] = drawParents(node, layer, placed, random.nextDouble());
      }
      layer = next;
      remaining &= ~next;
    }
    return Dag.ofParents(parents);
  }

  /** A nonempty I within U with weight f(I, U) times the product of w_i(R, V-U). */
  private int drawLayer(int layer, int remaining, double uniform) {
    int placed = families.everyNode() & ~remaining;
    LogWeights candidates = new LogWeights(1 << Integer.bitCount(remaining));
    double[] products = new double[candidates.size()];
    int[] members = new int[candidates.size()];
    LayerWeights weights = new LayerWeights(families);
    int size = 1;
    for (int rest = remaining; rest != 0; rest &= rest - 1) {
      int node = Integer.numberOfTrailingZeros(rest);
      double logWeight = weights.of(node, layer, placed).log();
      for (int i = 0; i < size; i++) {
        products[size + i] = products[i] + logWeight;
        members[size + i] = members[i] | 1 << node;
        candidates.set(size + i, products[size + i] + sums.log(size + i, remaining));
      }
      size *= 2;
    }
    return members[candidates.draw(uniform)];
  }

  /** A set S within T that meets R (any set if R is empty), with weight w_v(S). */
  private int drawParents(int node, int layer, int placed, double uniform) {
    int within = ParentSets.index(node, placed);
    int hit = ParentSets.index(node, layer);
    LogWeights candidates = new LogWeights(within + 1);
    for (int index = within; index >= 0; index = index == 0 ? -1 : (index - 1) & within) {
      if (layer == 0 || (index & hit) != 0) {
        candidates.set(index, families.logWeight(node, index));
      }
    }
    return ParentSets.set(node, candidates.draw(uniform));
  }

  /** Stafford's variant 13 of MurmurHash3's finaliser, as in SplitMix64. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
