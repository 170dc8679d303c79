// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianHeadTest {
  private final NetworkShape shape = new NetworkShape(Domain.continuous(1), 4, 1, true, false);
  private final GaussianHead head = new GaussianHead();

  @Test
  void isMinusTheLogarithmOfTheDensity() {
    Rows rows = Rows.of(shape, new double[][] {{1.5}});
    float[] outputs = {0.5f, (float) StrictMath.log(2)};
    // z = (1.5 - 0.5) / 2
    double expected = 0.5 * StrictMath.log(2 * Math.PI) + StrictMath.log(2) + 0.125;
    assertThat(head.loss(outputs, 2, rows, 0, 0)).isEqualTo(expected, within(1e-7));
  }

  /** At a bound of ln sigma, steps back inside alone. */
  @ParameterizedTest
  @CsvSource({
    "0, -6, 0, 0", // exact already: it would become ever narrower
    "0, -20, 0, 0",
    "1, -6, 0, 1", // too narrow: goes back
    "0, 7, 0, 1", // too wide: goes back
    "1e6, 6, 0, 0", // even wider is not followed
  })
  void theSpreadHasBounds(double value, float spread, float mean, int moves) {
    Rows rows = Rows.of(shape, new double[][] {{value}});
    float[] outputs = {mean, spread};
    assertThat(head.loss(outputs, 2, rows, 0, 0)).isFinite();
    head.gradient(outputs, 2, rows, 0, 0, 1);
    assertThat(outputs[1] != 0).isEqualTo(moves == 1);
    assertThat(outputs[0]).isFinite();
  }
}
