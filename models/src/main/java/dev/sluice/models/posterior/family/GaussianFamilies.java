// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.BgeEvidence;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.ScatterMatrix;
import dev.sluice.models.prior.ScorePrior;

/**
 * BGe scores of single families: {@link BgeEvidence} of the variables of a family alone.
 *
 * <p>Determinants are in double-doubles, with bounds of their errors, from a matrix for each group
 * of nodes; where the bounds do not suffice, a family is scored again in numbers that lose nothing
 * of what the statistics hold; and where that does not suffice either, there is no score.
 */
final class GaussianFamilies implements FamilyEvidence {
  private final GaussianMoments moments;
  private final ScorePrior prior;

  /** By node, shared by those of a group; null until one of these is asked for. */
  private final GaussianGroup[] matrices;

  private final GaussianRows rows;

  GaussianFamilies(GaussianMoments moments, ScorePrior prior) {
    this.moments = moments;
    this.prior = prior;
    matrices = new GaussianGroup[moments.dimension()];
    rows = new GaussianRows(moments.dimension());
  }

  @Override
  public double of(int node, int[] parents) {
    double score = rows.score(matrix(node), node, parents);
    return Double.isNaN(score) ? inFull(node, parents) : score;
  }

  @Override
  public void scoreAdded(int node, int[] parents, boolean[] wanted, double[] scores) {
    rows.scoreAdded(matrix(node), node, parents, wanted, scores);
    VariableSet set = VariableSet.of(parents);
    for (int added = 0; added < scores.length; added++) {
      if (Double.isNaN(scores[added])) {
        scores[added] = inFull(node, set.toggle(added).members());
      }
    }
  }

  @Override
  public double[] ofSubsets(int node, int[] candidates, int most) {
    int[] variables = withFirst(node, candidates);
    ScatterMatrix matrix = moments.scatter(node, prior.alphaMu(), variables);
    double[] evidence;
    try {
      evidence = BgeEvidence.ofSubsets(matrix, marginal(variables.length));
    } catch (DependentVariablesException e) {
      throw moments.beyondPrecision(node, variables, e.dependent());
    }
    double[] scores = new double[evidence.length / 2];
    for (int subset = 0; subset < scores.length; subset++) {
      scores[subset] = evidence[subset << 1 | 1] - evidence[subset << 1];
    }
    return scores;
  }

  private GaussianGroup matrix(int node) {
    if (matrices[node] == null) {
      int[] all = VariableSet.first(moments.dimension()).members();
      ScatterMatrix scatter = moments.scatter(node, prior.alphaMu(), all);
      GaussianGroup group = new GaussianGroup(scatter, prior, moments.dimension());
      moments.group(node).nodes().forEach(other -> matrices[other] = group);
    }
    return matrices[node];
  }

  /** In double-doubles, or else with nothing lost of what the statistics hold. */
  private double inFull(int node, int[] parents) {
    int[] variables = withFirst(node, parents);
    ScatterMatrix matrix = moments.scatter(node, prior.alphaMu(), variables);
    try {
      return BgeEvidence.ofFamily(matrix, marginal(variables.length));
    } catch (DependentVariablesException e) {
      throw moments.beyondPrecision(node, variables, e.dependent());
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
        prior.alphaW() - moments.dimension() + variables,
        prior.priorScale(),
        false,
        prior.equivalentSampleSize());
  }
}
