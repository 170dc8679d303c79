// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialTest {

  @Test
  void isThatOfDoublesToSinglePrecision() {
    double worst = 0;
    for (int i = 0; i <= 870_000; i++) {
      float x = i * -1e-4f;
      worst = Math.max(worst, Math.abs(Exponential.of(x) / StrictMath.exp(x) - 1));
    }
    assertThat(worst).isEqualTo(1e-7, within(1e-7));
  }

  /** Where it changes from one power of 2 to the next, and at the ends. */
  @Test
  void isAsGoodAtTheSeams() {
    for (int n = 0; n <= 125; n++) {
      float seam = (float) (-(n + 0.5) * StrictMath.log(2));
      for (float x : new float[] {Math.nextDown(seam), seam, Math.nextUp(seam)}) {
        if (x >= -87) {
          assertThat(Exponential.of(x) / StrictMath.exp(x)).isEqualTo(1, within(2e-7));
        }
      }
    }
    assertThat(Exponential.of(-87) / StrictMath.exp(-87)).isEqualTo(1, within(2e-7));
    assertThat(Exponential.of(-Float.MIN_VALUE)).isEqualTo(1);
  }

  @Test
  void isOneAtZeroAndZeroFarBelow() {
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(-0f)).isEqualTo(1);
    assertThat(Exponential.of(-87.01f)).isZero();
    assertThat(Exponential.of(-Float.MAX_VALUE)).isZero();
    assertThat(Exponential.of(Float.NEGATIVE_INFINITY)).isZero();
  }

  @Test
  void aNumberThatIsNoneStaysSo() {
    assertThat(Exponential.of(Float.NaN)).isNaN();
  }
}
