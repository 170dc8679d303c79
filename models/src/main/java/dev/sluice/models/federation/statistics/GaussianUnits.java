// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import java.math.BigInteger;

/**
 * In which units sums of products are whole numbers, and when these are as good as the sums.
 *
 * <p>With z = (1, x), b_0 = 0 and the bounds b_i of the variables, z_i counts in units of u_i =
 * 2^(b_i - p), the sum of z_i z_j in units of u_i u_j; p is the same for all and as large as room
 * allows. At a site of n rows the sum of z_i^2 is at most n 4^b_i, that is n 4^p units, and so, by
 * Cauchy and Schwarz, is every sum of products. All sites together have less than 2^(32 w - 2).
 *
 * <p><b>What rounding changes.</b> A site rounds each cell once, by less than a unit. The sum of K
 * sites is off by at most K u_i u_j = e_i e_j, with e_i^2 = K u_i^2. Sums of n products in three
 * doubles are themselves held to a share 2^-152 of n sqrt(Q_ii Q_jj), Q the sums of squares, of
 * which without forgetting 78 parts in 128 are needed (see TripleSums in models.posterior.score).
 * So where, for every i,
 *
 * <pre>
 * K u_i^2 &lt;= 2^-154 N Q_ii,   that is   N Q_ii / u_i^2 >= K 2^154
 * </pre>
 *
 * (32 parts), the error of the pooled sums has the bound that the posterior's own arithmetic
 * reckons with, and nothing downstream need know that there were several sites. This is checked of
 * each regime, from which it follows for all sums of regimes. The bound is of that form: in ln of
 * the evidence of a set of variables F, with pivots r_k (what of a variable's scatter its
 * predecessors leave, at least the prior's t) and e_k as elimination passes it on, it is at most (N
 * + alphaW) / 2 times the sum of e_k^2 / r_k.
 */
final class GaussianUnits {
  /** Fewer words hold no sums to the precision of three doubles, but of very many rows. */
  private static final int FEWEST_WORDS = 6;

  /** See above. */
  private static final int PRECISION = 154;

  private final StatisticsAgreement agreement;
  private final int fraction;

  GaussianUnits(StatisticsAgreement agreement) {
    this.agreement = agreement;
    fraction = fraction(agreement.room());
  }

  static void checkRoom(Room room) {
    if (room.words() < FEWEST_WORDS) {
      throw new IllegalArgumentException(
          "sums of continuous variables take at least %d words, not %d"
              .formatted(FEWEST_WORDS, room.words()));
    }
  }

  /** The bits p of a number below its bound. */
  private static int fraction(Room room) {
    int ofRows = Long.SIZE - Long.numberOfLeadingZeros(room.allRows());
    return (Integer.SIZE * room.words() - 2 - ofRows) / 2;
  }

  /** The power of two that is the unit of cell (i, j), 0 standing for the constant 1. */
  int exponent(int i, int j) {
    return bound(i) + bound(j) - 2 * fraction;
  }

  private int bound(int i) {
    return i == 0 ? 0 : agreement.bounds().get(i - 1);
  }

  /** The most that a sum of products of so many rows is, in units. */
  BigInteger most(BigInteger rows) {
    return rows.shiftLeft(2 * fraction);
  }

  /**
   * Refuses a regime whose sum of squares is too small to be known well enough.
   *
   * @param i the variable + 1, or 0 for the constant
   * @param squares their sum, in units; 0 if and only if all numbers are
   */
  void checkPrecision(String regime, int i, BigInteger rows, BigInteger squares, int sites) {
    BigInteger wanted = BigInteger.valueOf(sites).shiftLeft(PRECISION);
    if (squares.signum() > 0 && rows.multiply(squares).compareTo(wanted) < 0) {
      String who = i == 0 ? "the number of rows" : agreement.variables().get(i - 1);
      throw new IllegalArgumentException(
          "%s: %s is too small beside its bound 2^%d to be known in %d words: agree on more words"
                  .formatted(regime, who, bound(i), agreement.room().words())
              + " or a closer bound");
    }
  }
}
