// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

/**
 * What is left of the positive definite matrix R = t I + {@link ScatterMatrix} after the
 * elimination of some variables, by the number of those, with a bound of its error.
 *
 * <p>If a symmetric matrix A is known to an error E, |E_ij| <= e_i e_j, the elimination of k leaves
 * a_ij - f_i a_kj, where f_i = a_ik / a_kk, to an error of at most
 *
 * <pre>
 * (e_i + |f_i| e_k) (e_j + |f_j| e_k)
 * </pre>
 *
 * again, since the error is (u_i - f_i u_k)' E (u_j - f~_j u_k) exactly, with u_i the unit vectors,
 * f of the true and f~ of the known matrix; they differ by a share of e_k^2 / a_kk, which {@link
 * #relativeError} keeps below 1e-4. Roundings of one elimination have the same form, with e_i^2 a
 * share of a_ii; as later ones are passed on less often, those of all d eliminations are taken into
 * the first error.
 */
public abstract class Remainders {
  /** A pivot of larger relative error is of no use. */
  private static final double LARGEST_ERROR = 1e-4;

  /** For terms of higher order in the errors, and for roundings of the errors themselves. */
  private static final double SLACK = 1.02;

  final int dimension;

  /** e_i by number of eliminated variables. */
  final double[][] errors;

  Remainders(int dimension) {
    this.dimension = dimension;
    errors = new double[dimension][dimension];
  }

  /** The power of two that {@link #cell} counts variable i in: its own diagonal is at most 1. */
  public abstract int unit(int i);

  /** What is left of cell (i, j), j at most i, to a double. */
  public abstract double cell(int eliminated, int i, int j);

  /** What is left of cell (k, k) to a double, in the unit of {@link #errors} squared. */
  abstract double diagonal(int eliminated, int k);

  /**
   * ln of what is left of cell (k, k), divided by t: at least 0, since R - t I is positive
   * semi-definite, so that no pivot is below t but by rounding.
   */
  abstract double logRatio(int eliminated, int k);

  /**
   * Eliminates k: writes what is left of the cells before k.
   *
   * @return by variable before k, |f_i|
   */
  abstract double[] eliminateCells(int eliminated, int k);

  /** Bound of |ln pivot - ln true pivot|; infinite if it is of no use. */
  public final double relativeError(int eliminated, int k) {
    return relativeError(errors[eliminated][k], diagonal(eliminated, k));
  }

  /** The same of a pivot that is left with so much of an error e_k. */
  public static double relativeError(double error, double pivot) {
    double relative = SLACK * error * error / pivot;
    return relative >= 0 && relative <= LARGEST_ERROR ? relative : Double.POSITIVE_INFINITY;
  }

  /** Eliminates k, after which only the variables before k matter. */
  public final void eliminate(int eliminated, int k) {
    double[] factors = eliminateCells(eliminated, k);
    double[] from = errors[eliminated];
    double[] to = errors[eliminated + 1];
    for (int i = 0; i < k; i++) {
      to[i] = from[i] + factors[i] * from[k];
    }
  }
}
