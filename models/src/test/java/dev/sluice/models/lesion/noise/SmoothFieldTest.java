// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothFieldTest {
  private static final Grid GRID = new Grid(40, 40, 20, 1, 1, 2);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 2, 100})
  void hasMean0AndVariance1(double smoothness) {
    float[] field = field(smoothness);
    double mean = 0;
    double square = 0;
    for (float number : field) {
      mean += number / field.length;
      square += (double) number * number / field.length;
    }

    assertThat(mean).isCloseTo(0, within(1e-5));
    assertThat(square).isCloseTo(1, within(1e-5));
  }

  /** Filtered white noise correlates by exp(-d^2 / 4 s^2) over a distance d. */
  @Test
  void correlatesOverMillimetresNotVoxels() {
    float[] field = field(2);

    assertThat(correlation(field, 2, 1)).isCloseTo(Math.exp(-4 / 16.0), within(0.1));
    assertThat(correlation(field, 1, GRID.x() * GRID.y()))
        .isCloseTo(Math.exp(-4 / 16.0), within(0.1));
  }

  @Test
  void withoutFilterNeighboursAreUnrelated() {
    // four standard errors of a correlation of 32 000 pairs
    assertThat(correlation(field(0), 1, 1)).isCloseTo(0, within(4 / Math.sqrt(32_000)));
  }

  @Test
  void isAFunctionOfItsKey() {
    assertThat(field(2)).isEqualTo(field(2));
    assertThat(field(2)).isNotEqualTo(SmoothField.of(GRID, 2, CounterRandom.of(2, "field")));
  }

  @Test
  void oneVoxelIsZero() {
    assertThat(SmoothField.of(Grid.cube(1), 3, CounterRandom.of(1, "field"))).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesSmoothnessThatIsNone(double smoothness) {
    assertThatThrownBy(() -> field(smoothness))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a field with a smoothness of " + smoothness + " mm");
  }

  private static float[] field(double smoothness) {
    return SmoothField.of(GRID, smoothness, CounterRandom.of(1, "field"));
  }

  /** Of voxels some steps of a stride apart, away from borders, where the filter is cut. */
  private static double correlation(float[] field, int steps, int stride) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < field.length; i++) {
      boolean inner = GRID.xOf(i) + 2 < GRID.x() && GRID.zOf(i) + 1 < GRID.z();
      if (inner) {
        product += field[i] * field[i + steps * stride];
        square += field[i] * field[i];
      }
    }
    return product / square;
  }
}
