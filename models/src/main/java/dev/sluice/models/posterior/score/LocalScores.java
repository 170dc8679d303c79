// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * ln of prior weight times marginal likelihood of every node given every parent set; -infinity for
 * sets that the prior excludes. A graph's weight is the product over its nodes.
 *
 * <p>Interventions, Cooper and Yoo 1999: a node is scored on the samples in which it was not a
 * target, whatever was done to its parents.
 */
public final class LocalScores {
  private final double[][] scores;

  private LocalScores(double[][] scores) {
    this.scores = scores;
  }

  /**
   * Scores every parent set of every node.
   *
   * @throws IllegalArgumentException if the prior allows more parents than there is evidence for
   * @throws DependentVariablesException if variables cannot be told apart at the prior's scale
   * @throws ArithmeticException if a marginal likelihood is 0 or not a number
   */
  public static LocalScores of(Evidence evidence, ScorePrior scorePrior, GraphPrior graphPrior) {
    return of(evidence, scorePrior, graphPrior, new double[graphPrior.dimension()][], Team.alone());
  }

  /**
   * The same by several threads, where some were scored before, by {@link #ofNodes} of the same
   * arguments.
   *
   * @param known by node, its scores, which are taken as they are; null where it is to be scored
   */
  public static LocalScores of(
      Evidence evidence,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      double[][] known,
      Team team) {
    double[][] scores = known.clone();
    score(evidence, scorePrior, graphPrior, scores, node -> known[node] == null, team);
    return new LocalScores(scores);
  }

  /**
   * The scores of some nodes, to the bits that they have among all nodes.
   *
   * @return by node, its scores by {@link ParentSets#index}; null for the others
   * @throws IllegalArgumentException if the prior allows more parents than there is evidence for
   * @throws DependentVariablesException if variables cannot be told apart at the prior's scale
   * @throws ArithmeticException if a marginal likelihood is 0 or not a number
   */
  public static double[][] ofNodes(
      Evidence evidence, ScorePrior scorePrior, GraphPrior graphPrior, IntPredicate nodes) {
    double[][] scores = new double[graphPrior.dimension()][];
    score(evidence, scorePrior, graphPrior, scores, nodes, Team.alone());
    return scores;
  }

  private static void score(
      Evidence evidence,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      double[][] scores,
      IntPredicate wanted,
      Team team) {
    evidence.checkParents(graphPrior);
    evidence.forEachGroup(
        scorePrior,
        team,
        wanted,
        (nodes, ofSubsets) ->
            nodes.forEach(node -> scores[node] = ofNode(node, ofSubsets, graphPrior)));
  }

  /**
   * Refuses statistics that no posterior can be computed from, or none of such variables.
   *
   * @throws IllegalArgumentException if so
   */
  public static void checkScorable(Domain domain, SufficientStatistics statistics) {
    statistics.checkDimension(domain.dimension());
    if (statistics.detail.isWithoutPosterior()) {
      throw new IllegalArgumentException(
          "only counts of samples are left: statistics would take more than %d MiB"
              .formatted(SufficientStatistics.MAX_BYTES >> 20));
    }
    boolean fit =
        statistics.detail == Detail.FAMILIES
            ? Arrays.equals(domain.categories(), statistics.categories)
            : domain.isCategorical()
                ? statistics.gaussian.isEmpty()
                : statistics.categorical.isEmpty();
    if (!fit) {
      throw new IllegalArgumentException("statistics of another kind than the " + domain);
    }
  }

  /** The number of nodes d. */
  public int nodes() {
    return scores.length;
  }

  /** The scores of {@code node} by {@link ParentSets#index}; not to be changed. */
  public double[] of(int node) {
    return scores[node];
  }

  /** The score of {@code node} given the bit mask of its parents. */
  public double of(int node, int parents) {
    return scores[node][ParentSets.index(node, parents)];
  }

  /** ln of weight times marginal likelihood of a graph. */
  public double of(Dag graph) {
    double score = 0;
    for (int node = 0; node < scores.length; node++) {
      score += of(node, (int) graph.parents(node).mask());
    }
    return score;
  }

  private static double[] ofNode(int node, double[] evidence, GraphPrior prior) {
    Cancellation.check();
    double[] logWeights = prior.logWeightsBySize();
    int required = (int) prior.requiredParents()[node].mask();
    int forbidden = (int) prior.forbiddenParents()[node].mask();
    double[] logOdds = prior.logOddsInto(node);
    double[] scores = new double[evidence.length / 2];
    for (int index = 0; index < scores.length; index++) {
      int parents = ParentSets.set(node, index);
      scores[index] = Double.NEGATIVE_INFINITY;
      double logWeight = logWeights[Integer.bitCount(parents)];
      if ((required & ~parents) == 0
          && (forbidden & parents) == 0
          && logWeight != Double.NEGATIVE_INFINITY) {
        double likelihood = evidence[parents | 1 << node] - evidence[parents];
        checkFinite(likelihood, node, parents);
        for (int rest = parents; rest != 0; rest &= rest - 1) {
          logWeight += logOdds[Integer.numberOfTrailingZeros(rest)];
        }
        scores[index] = likelihood + logWeight;
      }
    }
    return scores;
  }

  /** Refuses what an extreme prior or extreme data overflow to: every sum would be spoilt. */
  private static void checkFinite(double score, int node, int parents) {
    if (!Double.isFinite(score)) {
      throw new ArithmeticException(
          "score of node %d given parents %s is %s"
              .formatted(node, Integer.toBinaryString(parents), score));
    }
  }
}
