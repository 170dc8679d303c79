// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.prior.ScorePrior;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * ln p(D_F), the Gaussian marginal likelihood of the data of every set F of variables; a node's BGe
 * score given its parents Pa is ln p(D_{Pa + v}) - ln p(D_Pa).
 *
 * <p>Geiger and Heckerman 2002 in the corrected form of Kuipers, Moffa and Heckerman 2014 (and with
 * the factor N alphaMu / (N + alphaMu) of that paper's supplement): with prior mean 0, T0 = t I, R
 * = T0 + S + N alphaMu / (N + alphaMu) mean mean', a = alphaW - d,
 *
 * <pre>
 * ln p(D_F) = sum over l < |F| of { 1/2 ln(alphaMu / (N + alphaMu)) - N/2 ln(pi t)
 *               + lnGamma((N + a + l + 1)/2) - lnGamma((a + l + 1)/2) }
 *             - (N + a + |F|)/2 ln det(R_F / t)
 * </pre>
 *
 * which is exactly 0 for N = 0. N may be any non-negative weight.
 *
 * <p>The determinants of all 2^d principal minors come from one walk over the subsets that
 * eliminates one variable per step and passes on what is left of the matrix: O(2^d) in all. The
 * rank-1 term of the mean is kept apart (matrix determinant lemma), so that data far from the
 * origin lose no digits.
 */
final class BgeEvidence {
  private final int dimension;
  private final double samples;
  private final double degrees;
  private final double meanFactor;
  private final double[] sizeTerms;
  private final double[] evidence;

  /**
   * By number of eliminated variables: what is left of I + S/t (lower triangle), and of the mean.
   */
  private final double[][] remainders;

  private final double[][] means;

  private BgeEvidence(GaussianStatistic statistic, ScorePrior prior) {
    dimension = statistic.mean.length;
    samples = statistic.weight;
    degrees = prior.alphaW() - dimension;
    meanFactor = samples * prior.alphaMu() / (samples + prior.alphaMu()) / prior.priorScale();
    sizeTerms = sizeTerms(prior);
    evidence = new double[1 << dimension];
    remainders = new double[dimension][dimension * dimension];
    means = new double[dimension][dimension];
    means[0] = statistic.mean;
    int cell = 0;
    for (int i = 0; i < dimension; i++) {
      for (int j = i; j < dimension; j++) {
        double unit = i == j ? 1 : 0;
        remainders[0][j * dimension + i] = unit + statistic.scatter[cell++] / prior.priorScale();
      }
    }
  }

  /** ln p(D_F) by the bit mask of F. */
  static double[] ofSubsets(GaussianStatistic statistic, ScorePrior prior) {
    BgeEvidence evidence = new BgeEvidence(statistic, prior);
    evidence.extend(0, 0, evidence.dimension, 0, 0);
    return evidence.evidence;
  }

  private double[] sizeTerms(ScorePrior prior) {
    double[] terms = new double[dimension + 1];
    double perVariable =
        0.5 * (Math.log(prior.alphaMu()) - Math.log(samples + prior.alphaMu()))
            - 0.5 * samples * Math.log(Math.PI * prior.priorScale());
    for (int l = 0; l < dimension; l++) {
      terms[l + 1] =
          terms[l]
              + perVariable
              + LogGamma.value(0.5 * (samples + degrees + l + 1))
              - LogGamma.value(0.5 * (degrees + l + 1));
    }
    return terms;
  }

  /**
   * Adds to {@code set} (of {@code size} variables, eliminated) each variable below {@code end};
   * the highest first, so that the many small steps at the end of the walk write close together.
   *
   * @param logDeterminant ln det(R_F / t) of the set
   * @param distance mean' (I + S/t)^-1 mean of the set
   */
  private void extend(int set, int size, int end, double logDeterminant, double distance) {
    Cancellation.check(set);
    double[] remainder = remainders[size];
    double[] mean = means[size];
    int grown = size + 1;
    for (int k = end - 1; k >= 0; k--) {
      // I + S/t - I is positive semi-definite, so no pivot is below 1 but by rounding
      double pivot = Math.max(1, remainder[k * dimension + k]);
      double extended = distance + mean[k] * mean[k] / pivot;
      // det(A + c m m') = det(A) (1 + c m' A^-1 m)
      double growth = pivot * ((1 + meanFactor * extended) / (1 + meanFactor * distance));
      double logGrown = logDeterminant + Math.log(growth);
      evidence[set | 1 << k] = sizeTerms[grown] - 0.5 * (samples + degrees + grown) * logGrown;
      if (k > 0) {
        eliminate(k, pivot, size);
        extend(set | 1 << k, grown, k, logGrown, extended);
      }
    }
  }

  /** Schur complement of variable k: only the variables before k matter from here on. */
  private void eliminate(int k, double pivot, int size) {
    double[] from = remainders[size];
    double[] to = remainders[size + 1];
    int row = k * dimension;
    for (int i = 0; i < k; i++) {
      double factor = from[row + i] / pivot;
      means[size + 1][i] = means[size][i] - factor * means[size][k];
      for (int j = 0; j <= i; j++) {
        to[i * dimension + j] = from[i * dimension + j] - factor * from[row + j];
      }
    }
  }
}
