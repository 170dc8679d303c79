// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.posterior.score.BgeEvidence;
import dev.sluice.models.posterior.score.DoubleRemainders;
import dev.sluice.models.posterior.score.ScatterMatrix;
import dev.sluice.models.prior.ScorePrior;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The matrix R of {@link BgeEvidence} of some samples in double-doubles, scaled as {@link
 * DoubleRemainders} does, and what a score needs besides.
 */
final class GaussianGroup {
  /** What errors of pivots may change of a score; {@link BgeEvidence} allows as much. */
  private static final double TOLERANCE = 1e-10;

  /** Rounding of a logarithm, which errors of pivots may reach whatever N. */
  private static final double ROUNDING = 0x1p-51;

  /** By row: what is to be eliminated is read row by row. */
  final double[][] high;

  /** What {@link #high} lacks. */
  final double[][] low;

  /** e_i; see {@link DoubleRemainders}. */
  final double[] errors;

  /** Most that the sum of the relative errors of a family's pivots may be. */
  final double tolerance;

  private final double[] scales;
  private final double[] logPowers;

  /** By number of parents: what a score does not have from determinants. */
  private final double[] sizeTerms;

  /** N + alphaW - d. */
  private final double degrees;

  GaussianGroup(ScatterMatrix matrix, ScorePrior prior, int dimension) {
    DoubleRemainders cells = new DoubleRemainders(matrix, prior.priorScale());
    high = new double[dimension][dimension];
    low = new double[dimension][dimension];
    errors = new double[dimension];
    scales = new double[dimension];
    logPowers = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        high[i][j] = cells.high(i, j);
        low[i][j] = cells.low(i, j);
      }
      errors[i] = cells.error(i);
      scales[i] = cells.scale(i);
      logPowers[i] = cells.logPower(i);
    }
    degrees = matrix.samples() + prior.alphaW() - dimension;
    tolerance = 2 * TOLERANCE / (degrees + dimension) + ROUNDING;
    sizeTerms = sizeTerms(matrix.samples(), prior, dimension);
  }

  private static double[] sizeTerms(double samples, ScorePrior prior, int dimension) {
    double perVariable =
        0.5 * (Math.log(prior.alphaMu()) - Math.log(samples + prior.alphaMu()))
            - 0.5 * samples * (Math.log(Math.PI) + Math.log(prior.priorScale()));
    double free = prior.alphaW() - dimension;
    double[] terms = new double[dimension];
    for (int l = 0; l < dimension; l++) {
      terms[l] =
          perVariable
              + LogGamma.value(0.5 * (samples + free + l + 1))
              - LogGamma.value(0.5 * (free + l + 1));
    }
    return terms;
  }

  /** The number of variables d. */
  int dimension() {
    return high.length;
  }

  /** ln of what is left of cell (i, i), divided by t: at least 0 but for rounding. */
  double logRatio(double pivot, int variable) {
    return Math.log(Math.max(1, pivot / scales[variable])) + logPowers[variable];
  }

  /**
   * The score of a node; see {@link BgeEvidence}.
   *
   * @param logDeterminant ln det(R_Pa / t) of its parents
   * @param logRatio ln of what is left of the node when they are eliminated, divided by t
   */
  double score(int parents, double logDeterminant, double logRatio) {
    return sizeTerms[parents] - 0.5 * logDeterminant - 0.5 * (degrees + parents + 1) * logRatio;
  }
}
