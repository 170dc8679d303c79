// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.prior.ScorePrior;

/**
 * What the samples say of linear-Gaussian mechanisms: the posterior of the regression of a variable
 * on its parents under the prior of the BGe score, so that predictions from it and marginal
 * likelihoods agree. Geiger and Heckerman 2002; R, N, alphaMu and alphaW as of {@link BgeEvidence}:
 *
 * <pre>
 * variance  = r / chi2(N + alphaW - d + l + 1),   r = R_vv - R_vS R_S^-1 R_Sv,  l = |S|
 * weights   ~ N(R_S^-1 R_Sv, variance R_S^-1)
 * intercept ~ N(m_v - weights m_S, variance / (alphaMu + N)),   m = N mean / (alphaMu + N)
 * </pre>
 */
public final class GaussianMechanisms {
  /** A pivot below this share of its diagonal says nothing: doubles cannot tell it from 0. */
  private static final double SMALLEST_PIVOT = 1e-11;

  private final double alphaMu;
  private final double alphaW;
  private final int dimension;

  /** By variable; shared by those that were targets of the same regimes. */
  private final Centred[] centred;

  /** The matrix R and the means m of some samples. */
  private record Centred(double samples, double[][] matrix, double[] means) {}

  private GaussianMechanisms(ScorePrior prior, int dimension) {
    alphaMu = prior.alphaMu();
    alphaW = prior.alphaW();
    this.dimension = dimension;
    centred = new Centred[dimension];
  }

  /**
   * Reads the statistics.
   *
   * @param prior its scale is taken as it is
   * @throws ArithmeticException if sums of squares overflow
   */
  public static GaussianMechanisms of(
      Domain domain, SufficientStatistics statistics, ScorePrior prior) {
    GaussianMechanisms mechanisms = new GaussianMechanisms(prior, domain.dimension());
    Evidence evidence = new Evidence(domain, statistics, prior);
    evidence.forEachMatrix(
        (nodes, matrix) -> {
          Centred ofGroup =
              new Centred(matrix.samples, matrix.toDoubles(prior.priorScale()), matrix.means);
          nodes.forEach(node -> mechanisms.centred[node] = ofGroup);
        });
    return mechanisms;
  }

  /**
   * The posterior of a mechanism.
   *
   * @throws ArithmeticException if parents are so nearly functions of one another that doubles
   *     cannot tell
   */
  public GaussianMechanism of(int variable, VariableSet parents) {
    Centred data = centred[variable];
    int[] members = parents.members();
    int size = members.length;
    double[][] factor = cholesky(variable, members, data.matrix);
    double[] half = new double[size];
    double residual = data.matrix[variable][variable];
    for (int i = 0; i < size; i++) {
      double sum = data.matrix[members[i]][variable];
      for (int j = 0; j < i; j++) {
        sum -= factor[i][j] * half[j];
      }
      half[i] = sum / factor[i][i];
      residual -= half[i] * half[i];
    }
    if (!(residual > SMALLEST_PIVOT * data.matrix[variable][variable])) {
      throw dependent(variable);
    }
    double[] parentMeans = new double[size];
    for (int i = 0; i < size; i++) {
      parentMeans[i] = data.means[members[i]];
    }
    return new GaussianMechanism(
        members,
        factor,
        half,
        residual,
        data.samples + alphaW - dimension + size + 1,
        data.samples + alphaMu,
        parentMeans,
        data.means[variable]);
  }

  private static double[][] cholesky(int variable, int[] members, double[][] matrix) {
    double[][] factor = new double[members.length][];
    for (int i = 0; i < members.length; i++) {
      factor[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double sum = matrix[members[i]][members[j]];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        if (i == j) {
          if (!(sum > SMALLEST_PIVOT * matrix[members[i]][members[i]])) {
            throw dependent(variable);
          }
          factor[i][i] = Math.sqrt(sum);
        } else {
          factor[i][j] = sum / factor[j][j];
        }
      }
    }
    return factor;
  }

  private static ArithmeticException dependent(int variable) {
    return new ArithmeticException(
        "variables that predict variable %d follow from one another, or it from them"
            .formatted(variable));
  }
}
