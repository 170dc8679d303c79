// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

/**
 * Number, sum and sum of squares of one value per scenario, exact in fixed point. Immutable; {@link
 * #minus} undoes {@link #plus} to the last bit.
 *
 * @param n number of values
 * @param sum in fixed point
 * @param squares in fixed point
 */
public record Moments(long n, long sum, WideSum squares) {

  /** No values. */
  public static final Moments EMPTY = new Moments(0, 0, WideSum.ZERO);

  /** With one more value, in fixed point. */
  public Moments plus(long fixed) {
    return new Moments(n + 1, Math.addExact(sum, fixed), squares.plusProduct(fixed, fixed));
  }

  /** Without a value that is among them, in fixed point. */
  public Moments minus(long fixed) {
    return new Moments(n - 1, Math.subtractExact(sum, fixed), squares.minusProduct(fixed, fixed));
  }

  /** The values of both. */
  public Moments merge(Moments other) {
    return new Moments(n + other.n, Math.addExact(sum, other.sum), squares.plus(other.squares));
  }

  /** The mean; blank without values. */
  public double mean() {
    return n == 0 ? Double.NaN : FixedPoint.value(sum) / n;
  }

  /** The standard deviation of the sample; blank with fewer than two values. */
  public double standardDeviation() {
    if (n < 2) {
      return Double.NaN;
    }
    return Math.sqrt(squares.centred(n, sum, sum) / ((double) n * (n - 1))) / FixedPoint.ONE;
  }
}
