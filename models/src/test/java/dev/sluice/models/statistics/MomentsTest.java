// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MomentsTest {

  @Test
  void meanAndDeviationByHand() {
    Moments moments = of(1, 2, 4, -3);
    assertThat(moments.mean()).isEqualTo(1);
    assertThat(moments.standardDeviation()).isCloseTo(Math.sqrt(26.0 / 3), within(1e-12));
  }

  @Test
  void equalValuesHaveNoDeviationAtAll() {
    assertThat(of(0.1, 0.1, 0.1).standardDeviation()).isZero();
  }

  @Test
  void mergingIsAdditionWithEmptyAsZero() {
    Moments one = of(0.3);
    assertThat(one.merge(Moments.EMPTY)).isEqualTo(one).isEqualTo(Moments.EMPTY.merge(one));
    assertThat(one.merge(of(0.7, -0.2)))
        .isEqualTo(of(0.3, 0.7, -0.2))
        .isEqualTo(of(-0.2, 0.7, 0.3));
    assertThat(of(0.3, 0.7).minus(FixedPoint.of(0.7))).isEqualTo(one);
    assertThat(one.minus(FixedPoint.of(0.3))).isEqualTo(Moments.EMPTY);
  }

  @Test
  void fewValuesLeaveBlanks() {
    assertThat(Moments.EMPTY.mean()).isNaN();
    assertThat(of(0.3).standardDeviation()).isNaN();
    MeanEstimate estimate = MeanEstimate.of(of(0.25), Interval.BLANK, 0.95);
    assertThat(estimate.mean()).isEqualTo(0.25);
    assertThat(estimate.standardError()).isNaN();
    assertThat(estimate.interval().lower()).isNaN();
  }

  /** The 97.5 % point of Student's t with 3 degrees of freedom is 3.182446305. */
  @Test
  void intervalOfStudentsT() {
    MeanEstimate estimate = MeanEstimate.of(of(1, 2, 4, -3), Interval.BLANK, 0.95);
    double half = 3.182446305 * Math.sqrt(26.0 / 3) / 2;
    assertThat(estimate.interval().lower()).isCloseTo(1 - half, within(1e-8));
    assertThat(estimate.interval().upper()).isCloseTo(1 + half, within(1e-8));
  }

  @Test
  void valuesThatAreNoStatisticsAreErrors() {
    assertThatIllegalArgumentException().isThrownBy(() -> FixedPoint.of(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> FixedPoint.of(1e6));
  }

  private static Moments of(double... values) {
    Moments moments = Moments.EMPTY;
    for (double value : values) {
      moments = moments.plus(FixedPoint.of(value));
    }
    return moments;
  }
}
