// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

/**
 * Number, sums, sums of squares and sum of products of pairs of values, exact in fixed point and
 * wide enough for any number of pairs that can be counted. Immutable; {@link #minus} undoes {@link
 * #plus} to the last bit.
 *
 * @param n number of pairs
 * @param sumX of the first values, in fixed point
 * @param sumY of the second
 * @param squaresX of the first
 * @param squaresY of the second
 * @param products of the two
 */
public record BivariateMoments(
    long n, WideSum sumX, WideSum sumY, WideSum squaresX, WideSum squaresY, WideSum products) {

  /** No pairs. */
  public static final BivariateMoments EMPTY =
      new BivariateMoments(0, WideSum.ZERO, WideSum.ZERO, WideSum.ZERO, WideSum.ZERO, WideSum.ZERO);

  /** With one more pair, in fixed point. */
  public BivariateMoments plus(long x, long y) {
    return new BivariateMoments(
        n + 1,
        sumX.plusProduct(x, 1),
        sumY.plusProduct(y, 1),
        squaresX.plusProduct(x, x),
        squaresY.plusProduct(y, y),
        products.plusProduct(x, y));
  }

  /** Without a pair that is among them, in fixed point. */
  public BivariateMoments minus(long x, long y) {
    return new BivariateMoments(
        n - 1,
        sumX.minusProduct(x, 1),
        sumY.minusProduct(y, 1),
        squaresX.minusProduct(x, x),
        squaresY.minusProduct(y, y),
        products.minusProduct(x, y));
  }

  /** The pairs of both. */
  public BivariateMoments merge(BivariateMoments other) {
    return new BivariateMoments(
        n + other.n,
        sumX.plus(other.sumX),
        sumY.plus(other.sumY),
        squaresX.plus(other.squaresX),
        squaresY.plus(other.squaresY),
        products.plus(other.products));
  }

  /** The mean of the first values; blank without pairs. */
  public double meanX() {
    return mean(sumX);
  }

  /** The mean of the second values; blank without pairs. */
  public double meanY() {
    return mean(sumY);
  }

  /** The mean of the first less the second; blank without pairs. */
  public double meanDifference() {
    return mean(sumX.minus(sumY));
  }

  /** The standard deviation of the first less the second; blank with fewer than two pairs. */
  public double deviationOfDifferences() {
    if (n < 2) {
      return Double.NaN;
    }
    WideSum sum = sumX.minus(sumY);
    WideSum squares = squaresX.plus(squaresY).minus(products).minus(products);
    return Math.sqrt(squares.centred(n, sum, sum) / ((double) n * (n - 1))) / FixedPoint.ONE;
  }

  /** Pearson's correlation; blank if either value is the same in all pairs. */
  public Correlation correlation(double level) {
    double x = squaresX.centred(n, sumX, sumX);
    double y = squaresY.centred(n, sumY, sumY);
    if (x <= 0 || y <= 0) {
      return Correlation.of(n, Double.NaN, level);
    }
    double r = products.centred(n, sumX, sumY) / Math.sqrt(x) / Math.sqrt(y);
    return Correlation.of(n, Math.max(-1, Math.min(1, r)), level);
  }

  private double mean(WideSum sum) {
    return n == 0 ? Double.NaN : sum.toBigInteger().doubleValue() / FixedPoint.ONE / n;
  }
}
