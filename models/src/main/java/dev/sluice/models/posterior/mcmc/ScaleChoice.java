// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Ties;
import dev.sluice.models.posterior.family.FamilyEvidence;
import dev.sluice.models.posterior.family.FamilyPrior;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.family.GaussianMoments;
import dev.sluice.models.posterior.score.Dependence;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScaleGrid;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.statistics.LogSum;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The scale t of the prior where the evidence is no exact sum: on the grid of half decades that the
 * exact methods search, the one of the highest product over nodes of the sum over all subsets of
 * the node's candidates of prior weight times marginal likelihood. That is the sum over all graphs,
 * cyclic ones too, of which no node has parents beyond its candidates: a bound of the evidence from
 * above, as far as the candidates go.
 */
public final class ScaleChoice {
  /** Candidates of a node, from the scores at the scale in the middle of the grid. */
  private static final int CANDIDATES = 9;

  private final GaussianMoments moments;
  private final GraphPrior graphPrior;
  private final ScaleGrid grid;
  private final int[][] candidates;

  /** By node and bit mask of its candidates: ln of what the prior gives these parents. */
  private final double[][] logWeights;

  private ScaleChoice(GaussianMoments moments, ScorePrior prior, GraphPrior graphPrior) {
    this.moments = moments;
    this.graphPrior = graphPrior;
    grid = new ScaleGrid(prior, each(moments::variance), () -> each(moments::meanSquare));
    FamilyPrior weights = new FamilyPrior(graphPrior);
    FamilyScores scores = new KeptScores(evidence(0), weights, CANDIDATES, CANDIDATES);
    candidates = CandidateParents.of(scores, graphPrior, CANDIDATES);
    FamilyScores unobserved = new KeptScores(new NoEvidence(), weights, 1, 1);
    logWeights = new double[candidates.length][];
    Arrays.setAll(logWeights, node -> unobserved.ofSubsets(node, candidates[node]));
  }

  /**
   * The prior with its scale chosen, fixed; of several best ones that nearest to the middle of the
   * grid. A prior whose scale is fixed, or of categorical variables, as it is.
   *
   * @throws DependentVariablesException if the sum rises to the end of the grid, or to a scale that
   *     is too small for what is known of the samples
   * @throws ArithmeticException if sums of squares overflow
   */
  public static ScorePrior of(
      Domain domain, SufficientStatistics statistics, ScorePrior prior, GraphPrior graphPrior) {
    if (!prior.isScaleOpen(domain)) {
      return prior;
    }
    // without samples all scales are alike, and the middle of the grid is the prior's own
    return statistics.observed() == 0
        ? prior.withScale(prior.priorScale())
        : new ScaleChoice(new GaussianMoments(statistics), prior, graphPrior).best();
  }

  private double[] each(IntToDoubleFunction ofNode) {
    return IntStream.range(0, moments.dimension()).mapToDouble(ofNode).toArray();
  }

  private ScorePrior best() {
    int lowest = grid.lowest();
    int highest = grid.highest();
    double[] sums = new double[highest - lowest + 1];
    int unknown = Integer.MIN_VALUE;
    for (int k = highest; k >= lowest; k--) {
      sums[k - lowest] = unknown < k ? sum(k) : Double.NaN;
      unknown = Double.isNaN(sums[k - lowest]) ? Math.max(unknown, k) : unknown;
    }
    int best = nearestBest(sums);
    if (best <= unknown + 1) {
      throw DependentVariablesException.beyondPrecision(VariableSet.first(moments.dimension()))
          .of(dependence());
    }
    if (best == lowest || best == highest) {
      throw DependentVariablesException.withoutOptimum(dependence());
    }
    return grid.prior(best);
  }

  private int nearestBest(double[] sums) {
    int lowest = grid.lowest();
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int distance = 0; distance <= Math.max(-lowest, grid.highest()); distance++) {
      for (int k : new int[] {-distance, distance}) {
        // what is not known beats nothing
        if (k >= lowest && k <= grid.highest() && Ties.beats(sums[k - lowest], most)) {
          best = k;
          most = sums[k - lowest];
        }
      }
    }
    return best;
  }

  /** ln of the sum at a point of the grid; NaN if the scale is too small for the samples. */
  private double sum(int k) {
    Cancellation.check();
    if (grid.isTooSmall(k)) {
      return Double.NaN;
    }
    FamilyEvidence evidence = evidence(k);
    try {
      double sum = 0;
      for (int node = 0; node < candidates.length; node++) {
        sum += LogSum.of(scores(evidence, node));
      }
      return sum;
    } catch (DependentVariablesException e) {
      return Double.NaN;
    }
  }

  private double[] scores(FamilyEvidence evidence, int node) {
    Cancellation.check();
    double[] scores = evidence.ofSubsets(node, candidates[node], graphPrior.maxParents());
    for (int subset = 0; subset < scores.length; subset++) {
      boolean may = logWeights[node][subset] != Double.NEGATIVE_INFINITY;
      if (may && !Double.isFinite(scores[subset])) {
        throw new ArithmeticException(
            "marginal likelihood of node %d is %s".formatted(node, scores[subset]));
      }
      scores[subset] = may ? scores[subset] + logWeights[node][subset] : Double.NEGATIVE_INFINITY;
    }
    return scores;
  }

  private Dependence dependence() {
    Dependence found = Dependence.NONE;
    for (int node = 0; node < candidates.length; node++) {
      int[] family = Arrays.copyOf(candidates[node], candidates[node].length + 1);
      family[candidates[node].length] = node;
      found = found.union(moments.dependence(node, family));
    }
    return found;
  }

  private FamilyEvidence evidence(int k) {
    return FamilyEvidence.of(moments, grid.prior(k));
  }
}
