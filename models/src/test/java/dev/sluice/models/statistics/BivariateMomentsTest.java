// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BivariateMomentsTest {
  private static final double[] X = {1, 2, 4, -3};
  private static final double[] Y = {2, 2, 1, -1};

  /** Differences -1, 0, 3, -2; deviations of x are 0, 1, 3, -4, of y 1, 1, 0, -2. */
  @Test
  void byHand() {
    BivariateMoments moments = of(X, Y);
    assertThat(moments.n()).isEqualTo(4);
    assertThat(moments.meanX()).isEqualTo(1);
    assertThat(moments.meanY()).isEqualTo(1);
    assertThat(moments.meanDifference()).isZero();
    assertThat(moments.deviationOfDifferences()).isEqualTo(Math.sqrt(14.0 / 3));
    assertThat(moments.correlation(0.95).r()).isCloseTo(9 / Math.sqrt(26.0 * 6), within(1e-15));
  }

  @Test
  void agreesWithMomentsOfTheDifferences() {
    Moments differences = Moments.EMPTY;
    for (int i = 0; i < X.length; i++) {
      differences = differences.plus(FixedPoint.of(X[i] * 0.1) - FixedPoint.of(Y[i] * 0.3));
    }
    BivariateMoments moments = BivariateMoments.EMPTY;
    for (int i = 0; i < X.length; i++) {
      moments = moments.plus(FixedPoint.of(X[i] * 0.1), FixedPoint.of(Y[i] * 0.3));
    }
    assertThat(moments.meanDifference()).isEqualTo(differences.mean());
    assertThat(moments.deviationOfDifferences()).isEqualTo(differences.standardDeviation());
  }

  @Test
  void mergingIsAdditionWithEmptyAsZeroAndMinusUndoes() {
    BivariateMoments all = of(X, Y);
    assertThat(all.merge(BivariateMoments.EMPTY))
        .isEqualTo(all)
        .isEqualTo(BivariateMoments.EMPTY.merge(all));
    BivariateMoments first = of(new double[] {4, 1}, new double[] {1, 2});
    BivariateMoments second = of(new double[] {-3, 2}, new double[] {-1, 2});
    assertThat(second.merge(first)).isEqualTo(all);
    assertThat(
            all.minus(FixedPoint.of(-3), FixedPoint.of(-1))
                .minus(FixedPoint.of(2), FixedPoint.of(2)))
        .isEqualTo(first);
  }

  @Test
  void whatIsNotDefinedIsBlank() {
    assertThat(BivariateMoments.EMPTY.meanX()).isNaN();
    assertThat(BivariateMoments.EMPTY.meanDifference()).isNaN();
    assertThat(BivariateMoments.EMPTY.correlation(0.95).r()).isNaN();
    BivariateMoments one = of(new double[] {2}, new double[] {5});
    assertThat(one.meanDifference()).isEqualTo(-3);
    assertThat(one.deviationOfDifferences()).isNaN();
    BivariateMoments constant = of(new double[] {0.1, 0.1, 0.1}, new double[] {1, 2, 3});
    assertThat(constant.correlation(0.95).r()).isNaN();
    assertThat(constant.correlation(0.95).interval()).isEqualTo(Interval.BLANK);
  }

  /** Sums of long would have wrapped around after some 8,000 of these. */
  @Test
  void hasRoom() {
    long large = FixedPoint.of(1_023);
    BivariateMoments moments = BivariateMoments.EMPTY;
    for (int i = 0; i < 10_000; i++) {
      moments = moments.plus(large, -large);
    }
    assertThat(moments.meanX()).isEqualTo(1_023);
    assertThat(moments.meanDifference()).isEqualTo(2_046);
    assertThat(moments.deviationOfDifferences()).isZero();
  }

  private static BivariateMoments of(double[] x, double[] y) {
    BivariateMoments moments = BivariateMoments.EMPTY;
    for (int i = 0; i < x.length; i++) {
      moments = moments.plus(FixedPoint.of(x[i]), FixedPoint.of(y[i]));
    }
    return moments;
  }
}
