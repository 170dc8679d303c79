// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  private static Frame of(double... values) {
    Frame frame = Frame.of(Domain.continuous(1));
    for (int n = 0; n < values.length; n++) {
      frame.observe(new double[] {values[n]}, n);
    }
    return frame.settled(values.length);
  }

  /** 1, 2, 6: mean 3, squares 4 + 1 + 9. */
  @ParameterizedTest
  @ValueSource(ints = {-1_000, -400, 0, 400, 1_000})
  void centresAndScalesByMeanAndDeviation(int exponent) {
    double unit = Math.scalb(1.0, exponent);
    Frame frame = of(unit, 2 * unit, 6 * unit);

    assertThat(frame.centre()).containsExactly(3 * unit);
    assertThat(frame.scale())
        .containsExactly(new double[] {Math.sqrt(14.0 / 3) * unit}, within(1e-15 * unit));
    assertThat(frame.coordinates(new double[] {3 * unit})).containsExactly(0);
    assertThat(frame.coordinates(new double[] {6 * unit})[0])
        .isEqualTo(of(1, 2, 6).coordinates(new double[] {6})[0]);
  }

  @Test
  void keepsSevenDigitsOfAScaleABillionTimesSmallerThanTheOrigin() {
    assertThat(of(1e9 + 1, 1e9 + 2, 1e9 + 6).scale())
        .containsExactly(new double[] {Math.sqrt(14.0 / 3)}, within(1e-15));
  }

  @Test
  void whatHasNotVariedIsMeasuredByItsSize() {
    assertThat(of(-3, -3, -3).scale()).containsExactly(3);
    assertThat(of(-3, -3, -3).centre()).containsExactly(-3);
    assertThat(of(5).scale()).containsExactly(5);
    assertThat(of(0, 0).scale()).containsExactly(0x1p-40);
  }

  @Test
  void goesOverToOtherCoordinates() {
    Frame from = of(1, 2, 6);
    Frame to = of(10, 30);
    double[] x = {17};

    assertThat(to.factorFrom(from)[0] * from.coordinates(x)[0] + to.offsetFrom(from)[0])
        .isCloseTo(to.coordinates(x)[0], within(1e-14));
  }

  @Test
  void categoriesHaveNoCoordinates() {
    Frame frame = Frame.of(Domain.categorical(3, 3));
    frame.observe(new double[] {2, 1}, 0);

    assertThat(frame.isEmpty()).isTrue();
    assertThat(frame.settled(1).coordinates(new double[] {2, 1})).containsExactly(2, 1);
    assertThat(frame.logScales(2)).containsExactly(0, 0);
  }

  @Test
  void lossesLackTheLogsOfTheScales() {
    Frame frame = Frame.of(Domain.continuous(2));
    frame.observe(new double[] {0, 0}, 0);
    frame.observe(new double[] {4, 20}, 1);

    assertThat(frame.settled(2).logScales(2)).containsExactly(Math.log(2), Math.log(10));
    assertThat(frame.settled(2).logScales(1)).containsExactly(Math.log(2) + Math.log(10));
  }
}
