// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import dev.sluice.models.statistics.Correlation;
import dev.sluice.models.statistics.FixedPoint;
import dev.sluice.models.statistics.Proportion;
import dev.sluice.models.statistics.WideSum;

/**
 * What is kept of two models to compare their marginal action likelihoods over the scenarios both
 * have answered. Immutable; exact in fixed point, {@link #minus} undoes {@link #plus}.
 *
 * @param n shared scenarios
 * @param sumX of the first model's likelihoods, in fixed point
 * @param sumY of the second model's
 * @param squaresX of the first model's
 * @param squaresY of the second model's
 * @param products of the two
 * @param bothStrong scenarios in which both models prefer an action with 0.75 or more
 * @param sameStrong those of them in which they prefer the same action
 * @param failed scenarios that both have answered, beside the n, in which a likelihood could not be
 *     computed: their number, and in the upper 32 bits of how many that is because it is not finite
 */
public record PairMoments(
    long n,
    long sumX,
    long sumY,
    WideSum squaresX,
    WideSum squaresY,
    WideSum products,
    long bothStrong,
    long sameStrong,
    long failed) {

  /** In the place of a likelihood that could not be computed. */
  public static final long FAILED = Long.MIN_VALUE;

  /** In the place of a likelihood that is not finite. */
  public static final long NOT_FINITE = Long.MIN_VALUE + 1;

  private static final long ONE_NOT_FINITE = (1L << 32) + 1;

  private static final long STRONG = FixedPoint.of(0.75);
  private static final long WEAK = FixedPoint.of(0.25);

  /** No scenarios. */
  public static final PairMoments EMPTY =
      new PairMoments(0, 0, 0, WideSum.ZERO, WideSum.ZERO, WideSum.ZERO, 0, 0, 0);

  /** Whether the two share no scenario. */
  public boolean isEmpty() {
    return n == 0 && failed == 0;
  }

  /** Scenarios that both have answered in which a likelihood could not be computed. */
  public long failures() {
    return failed & 0xffff_ffffL;
  }

  /** Those of them in which a likelihood is not finite, and nothing else is wrong. */
  public long notFinite() {
    return failed >>> 32;
  }

  PairMoments plus(PairChange.Values values) {
    return plus(values.x(), values.y(), 1L);
  }

  PairMoments minus(PairChange.Values values) {
    return plus(values.x(), values.y(), -1L);
  }

  /** Pearson's correlation of the two models over the shared scenarios. */
  public Correlation correlation(double level) {
    double varianceX = squaresX.centred(n, sumX, sumX);
    double varianceY = squaresY.centred(n, sumY, sumY);
    if (varianceX <= 0 || varianceY <= 0) {
      return Correlation.of(n, Double.NaN, level);
    }
    double r = products.centred(n, sumX, sumY) / Math.sqrt(varianceX) / Math.sqrt(varianceY);
    return Correlation.of(n, Math.max(-1, Math.min(1, r)), level);
  }

  /** Of the scenarios in which both prefer strongly, the share in which they prefer the same. */
  public Proportion strongAgreement() {
    return new Proportion(sameStrong, bothStrong);
  }

  private PairMoments plus(long x, long y, long sign) {
    if (x == FAILED || y == FAILED) {
      return withFailed(failed + sign);
    }
    if (x == NOT_FINITE || y == NOT_FINITE) {
      return withFailed(failed + sign * ONE_NOT_FINITE);
    }
    int direction = direction(x) * direction(y);
    return new PairMoments(
        n + sign,
        Math.addExact(sumX, sign * x),
        Math.addExact(sumY, sign * y),
        squaresX.plusProduct(sign * x, x),
        squaresY.plusProduct(sign * y, y),
        products.plusProduct(sign * x, y),
        bothStrong + sign * Math.abs(direction),
        sameStrong + (direction > 0 ? sign : 0L),
        failed);
  }

  private PairMoments withFailed(long scenarios) {
    return new PairMoments(
        n, sumX, sumY, squaresX, squaresY, products, bothStrong, sameStrong, scenarios);
  }

  /** 1 for a strong preference of the first action, -1 of the second, 0 for none. */
  private static int direction(long likelihood) {
    if (likelihood >= STRONG) {
      return 1;
    }
    return likelihood <= WEAK ? -1 : 0;
  }
}
