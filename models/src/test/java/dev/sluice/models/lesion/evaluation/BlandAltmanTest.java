// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.statistics.BivariateMoments;
import dev.sluice.models.statistics.FixedPoint;
import dev.sluice.models.statistics.Interval;
import org.junit.jupiter.api.Test;

class BlandAltmanTest {
  /**
   * Peak expiratory flow of 17 subjects in l/min, first readings of a large and a mini Wright meter
   * (Bland and Altman 1986, table 1).
   */
  private static final double[] LARGE = {
    494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427
  };

  private static final double[] MINI = {
    512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451
  };

  /** They round the deviation to 38.8 and take two of them: limits of -79.7 and 75.5. */
  @Test
  void peakFlowAsPublished() {
    BlandAltman agreement = peakFlow();
    assertThat(agreement.n()).isEqualTo(17);
    assertThat(agreement.bias()).isCloseTo(-36.0 / 17, within(1e-12));
    long bias = Math.round(10 * agreement.bias());
    long deviation = Math.round(10 * agreement.standardDeviation());
    assertThat(bias).isEqualTo(-21);
    assertThat(deviation).isEqualTo(388);
    assertThat(bias - 2 * deviation).isEqualTo(-797);
    assertThat(bias + 2 * deviation).isEqualTo(755);
    assertThat(agreement.lower()).isCloseTo(-78.10, within(0.005));
    assertThat(agreement.upper()).isCloseTo(73.86, within(0.005));
  }

  /** Published, with {@code sqrt(3 sd² / n)} in place of what that stands for. */
  @Test
  void intervalsAsPublished() {
    BlandAltman agreement = peakFlow();
    assertThat(agreement.biasInterval().lower()).isCloseTo(-22.0, within(0.1));
    assertThat(agreement.biasInterval().upper()).isCloseTo(17.8, within(0.1));
    assertThat(agreement.lowerInterval().lower()).isCloseTo(-114.3, within(2.0));
    assertThat(agreement.lowerInterval().upper()).isCloseTo(-45.1, within(2.0));
    assertThat(agreement.upperInterval().lower()).isCloseTo(40.9, within(2.0));
    assertThat(agreement.upperInterval().upper()).isCloseTo(110.1, within(2.0));
  }

  /** t of 2 degrees of freedom 4.302652730; 1/3 + 1.96²/4 of the variance of a limit. */
  @Test
  void intervalsByHand() {
    BlandAltman agreement = BlandAltman.of(3, 1, 2, 0.95);
    double z = 1.959963984540054;
    double half = 4.302652730 * 2 * Math.sqrt(1 / 3.0 + z * z / 4);
    assertThat(agreement.lower()).isEqualTo(1 - 2 * z);
    assertThat(agreement.lowerInterval().lower()).isCloseTo(1 - 2 * z - half, within(1e-8));
    assertThat(agreement.upperInterval().upper()).isCloseTo(1 + 2 * z + half, within(1e-8));
  }

  @Test
  void oneDifferenceHasABiasOnly() {
    BlandAltman agreement = BlandAltman.of(1, 3, Double.NaN, 0.95);
    assertThat(agreement.bias()).isEqualTo(3);
    assertThat(agreement.lower()).isNaN();
    assertThat(agreement.upper()).isNaN();
    assertThat(agreement.biasInterval()).isEqualTo(Interval.BLANK);
    assertThat(agreement.upperInterval()).isEqualTo(Interval.BLANK);
  }

  private static BlandAltman peakFlow() {
    BivariateMoments moments = BivariateMoments.EMPTY;
    for (int i = 0; i < LARGE.length; i++) {
      moments = moments.plus(FixedPoint.of(LARGE[i]), FixedPoint.of(MINI[i]));
    }
    return BlandAltman.of(
        moments.n(), moments.meanDifference(), moments.deviationOfDifferences(), 0.95);
  }
}
