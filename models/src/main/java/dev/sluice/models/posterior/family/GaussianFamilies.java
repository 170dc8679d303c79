// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.BgeEvidence;
import dev.sluice.models.posterior.score.Dependence;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.GaussianStatistic;
import dev.sluice.models.posterior.score.RegimeGroup;
import dev.sluice.models.posterior.score.ScatterMatrix;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * BGe scores of single families: {@link BgeEvidence} of the variables of a family alone.
 *
 * <p>Determinants are in double-doubles, with bounds of their errors, from a matrix for each group
 * of nodes; where the bounds do not suffice, a family is scored again in numbers that lose nothing
 * of what the statistics hold; and where that does not suffice either, there is no score.
 */
final class GaussianFamilies implements FamilyEvidence {
  private final SufficientStatistics statistics;
  private final ScorePrior prior;
  private final RegimeGroup[] groupOf;
  private final Map<RegimeGroup, GaussianGroup> matrices = new IdentityHashMap<>();
  private final GaussianRows rows;

  /**
   * Reads the statistics.
   *
   * @param statistics not changed by anyone while this is in use, forgotten up to the last sample
   */
  GaussianFamilies(SufficientStatistics statistics, ScorePrior prior) {
    this.statistics = statistics;
    this.prior = prior;
    groupOf = new RegimeGroup[statistics.dimension];
    rows = new GaussianRows(statistics.dimension);
    TreeSet<VariableSet> regimes = new TreeSet<>(statistics.gaussian.keySet());
    for (RegimeGroup group : RegimeGroup.of(regimes, groupOf.length)) {
      group.nodes().forEach(node -> groupOf[node] = group);
    }
  }

  @Override
  public double of(int node, int[] parents) {
    double score = rows.score(matrix(node), node, parents);
    return Double.isNaN(score) ? inFull(node, parents) : score;
  }

  @Override
  public double[] toggled(int node, int[] parents, boolean[] wanted) {
    double[] scores = new double[wanted.length];
    boolean[] added = wanted.clone();
    VariableSet set = VariableSet.of(parents);
    for (int parent : parents) {
      added[parent] = false;
      if (wanted[parent]) {
        scores[parent] = of(node, set.toggle(parent).members());
      }
    }
    rows.scoreAdded(matrix(node), node, parents, added, scores);
    for (int other = 0; other < scores.length; other++) {
      if (Double.isNaN(scores[other])) {
        scores[other] = inFull(node, set.toggle(other).members());
      }
    }
    return scores;
  }

  @Override
  public double[] ofSubsets(int node, int[] candidates, int most) {
    int[] variables = withFirst(node, candidates);
    double[] evidence;
    try {
      evidence = BgeEvidence.ofSubsets(scatter(node, variables), marginal(variables.length));
    } catch (DependentVariablesException e) {
      throw dependent(node, variables, e.dependent());
    }
    double[] scores = new double[1 << candidates.length];
    for (int subset = 0; subset < scores.length; subset++) {
      scores[subset] = evidence[subset << 1 | 1] - evidence[subset << 1];
    }
    return scores;
  }

  private GaussianGroup matrix(int node) {
    return matrices.computeIfAbsent(groupOf[node], this::matrix);
  }

  private GaussianGroup matrix(RegimeGroup group) {
    int[] all = VariableSet.first(statistics.dimension).members();
    ScatterMatrix scatter = scatter(group.nodes().get(0), all);
    return new GaussianGroup(scatter, prior, statistics.dimension);
  }

  /** In double-doubles, or else with nothing lost of what the statistics hold. */
  private double inFull(int node, int[] parents) {
    int[] variables = withFirst(node, parents);
    try {
      return BgeEvidence.ofFamily(scatter(node, variables), marginal(variables.length));
    } catch (DependentVariablesException e) {
      throw dependent(node, variables, e.dependent());
    }
  }

  private static int[] withFirst(int first, int[] others) {
    int[] all = new int[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  /**
   * The prior of some of the variables: an inverse Wishart matrix's principal submatrix of k of d
   * variables has d - k degrees of freedom less.
   */
  private ScorePrior marginal(int variables) {
    return new ScorePrior(
        prior.alphaMu(),
        prior.alphaW() - statistics.dimension + variables,
        prior.priorScale(),
        false,
        prior.equivalentSampleSize());
  }

  private ScatterMatrix scatter(int node, int[] variables) {
    return ScatterMatrix.of(moments(node, variables), prior.alphaMu());
  }

  /** The moments of some variables in the samples in which the node was no target. */
  private GaussianStatistic moments(int node, int[] variables) {
    GaussianStatistic moments = GaussianStatistic.empty(variables.length);
    for (VariableSet targets : groupOf[node].included()) {
      moments.absorb(statistics.gaussian.get(targets).restrictedTo(variables));
    }
    return moments;
  }

  private DependentVariablesException dependent(int node, int[] variables, VariableSet failed) {
    int[] named = Arrays.stream(failed.members()).map(number -> variables[number]).toArray();
    ScatterMatrix centred = ScatterMatrix.of(moments(node, variables), 0);
    return DependentVariablesException.beyondPrecision(VariableSet.of(named))
        .of(Dependence.of(centred).named(variables));
  }
}
