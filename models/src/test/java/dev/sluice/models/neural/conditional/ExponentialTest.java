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
