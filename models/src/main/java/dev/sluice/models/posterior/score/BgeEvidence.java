// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.threads.Cancellation;
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
 * eliminates one variable per step and passes on what is left of the matrix: O(2^d) in all. Each
 * pivot comes with a bound of its error (see {@link Remainders}). The walk is done in
 * double-doubles; where their bounds do not suffice, as where variables are nearly functions of one
 * another beside a small t, it is done again in numbers that lose nothing of what the statistic
 * holds; and where that does not suffice either, there is no evidence.
 */
public final class BgeEvidence {
  /** What errors of pivots may change of ln p(D_F) without a second walk. */
  private static final double TOLERANCE = 1e-10;

  /** And in the second one: then no probability of an edge is off by 1e-6. */
  private static final double LARGEST_TOLERANCE = 1e-8;

  /** Rounding of a logarithm, which errors of pivots may reach whatever N. */
  private static final double ROUNDING = 0x1p-51;

  private final int dimension;
  private final double samples;
  private final double degrees;
  private final double[] sizeTerms;
  private final double[] evidence;
  private final Remainders remainders;

  /** Most that the sum of the relative errors of pivots may be. */
  private final double tolerance;

  /** The set that could not be scored; else 0. */
  private int failed;

  private BgeEvidence(
      ScatterMatrix matrix, ScorePrior prior, Remainders remainders, double tolerance, int sets) {
    dimension = matrix.dimension;
    samples = matrix.samples;
    degrees = prior.alphaW() - dimension;
    sizeTerms = sizeTerms(prior);
    evidence = new double[sets];
    this.remainders = remainders;
    this.tolerance = 2 * tolerance / (samples + degrees + dimension) + ROUNDING;
  }

  /**
   * ln p(D_F) by the bit mask of F.
   *
   * @param matrix with the prior's sample size of the mean
   * @throws DependentVariablesException if what is known of the samples cannot tell some variables
   *     apart
   */
  public static double[] ofSubsets(ScatterMatrix matrix, ScorePrior prior) {
    double scale = prior.priorScale();
    int sets = 1 << matrix.dimension;
    BgeEvidence fast =
        new BgeEvidence(matrix, prior, new DoubleRemainders(matrix, scale), TOLERANCE, sets);
    if (fast.extend(0, 0, fast.dimension, 0, 0)) {
      return fast.evidence;
    }
    BgeEvidence exact =
        new BgeEvidence(matrix, prior, new FixedRemainders(matrix, scale), LARGEST_TOLERANCE, sets);
    if (exact.extend(0, 0, exact.dimension, 0, 0)) {
      return exact.evidence;
    }
    throw DependentVariablesException.beyondPrecision(VariableSet.ofMask(exact.failed));
  }

  /**
   * The score of the first variable given all others: what {@link #ofSubsets} of all is more than
   * that of the others.
   *
   * @param matrix with the prior's sample size of the mean
   * @throws DependentVariablesException if what is known of the samples cannot tell the variables
   *     apart
   */
  public static double ofFamily(ScatterMatrix matrix, ScorePrior prior) {
    double scale = prior.priorScale();
    Remainders fast = new DoubleRemainders(matrix, scale);
    double score = new BgeEvidence(matrix, prior, fast, TOLERANCE, 0).family();
    if (Double.isNaN(score)) {
      Remainders exact = new FixedRemainders(matrix, scale);
      score = new BgeEvidence(matrix, prior, exact, LARGEST_TOLERANCE, 0).family();
    }
    if (Double.isNaN(score)) {
      throw DependentVariablesException.beyondPrecision(VariableSet.first(matrix.dimension));
    }
    return score;
  }

  /** NaN if the bounds do not suffice. */
  private double family() {
    double logDeterminant = 0;
    double error = 0;
    for (int k = dimension - 1; k > 0; k--) {
      int size = dimension - 1 - k;
      error += remainders.relativeError(size, k);
      if (!(error <= tolerance)) {
        return Double.NaN; // what is left of the others may be anything
      }
      logDeterminant += remainders.logRatio(size, k);
      remainders.eliminate(size, k);
    }
    int parents = dimension - 1;
    if (!(error + remainders.relativeError(parents, 0) <= tolerance)) {
      return Double.NaN;
    }
    return sizeTerms[dimension]
        - sizeTerms[parents]
        - 0.5 * logDeterminant
        - 0.5 * (samples + degrees + dimension) * remainders.logRatio(parents, 0);
  }

  private double[] sizeTerms(ScorePrior prior) {
    double[] terms = new double[dimension + 1];
    double perVariable =
        0.5 * (Math.log(prior.alphaMu()) - Math.log(samples + prior.alphaMu()))
            - 0.5 * samples * (Math.log(Math.PI) + Math.log(prior.priorScale()));
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
   * @param error bound of its error
   * @return whether the bounds suffice
   */
  private boolean extend(int set, int size, int end, double logDeterminant, double error) {
    Cancellation.check(set);
    int grown = size + 1;
    for (int k = end - 1; k >= 0; k--) {
      double grownError = error + remainders.relativeError(size, k);
      if (grownError > tolerance) {
        failed = set | 1 << k;
        return false;
      }
      double logGrown = logDeterminant + remainders.logRatio(size, k);
      evidence[set | 1 << k] = sizeTerms[grown] - 0.5 * (samples + degrees + grown) * logGrown;
      if (k > 0) {
        remainders.eliminate(size, k);
        if (!extend(set | 1 << k, grown, k, logGrown, grownError)) {
          return false;
        }
      }
    }
    return true;
  }
}
