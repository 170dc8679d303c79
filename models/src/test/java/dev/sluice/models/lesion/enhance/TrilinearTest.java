// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.Grid;
import org.junit.jupiter.api.Test;

class TrilinearTest {
  private final Grid grid = new Grid(2, 2, 2, 1, 1, 1);
  private final float[] voxels = {0, 1, 2, 3, 4, 5, 6, 7};
  private final Trilinear between = new Trilinear(grid);

  @Test
  void voxelsAreThemselves() {
    for (int i = 0; i < 8; i++) {
      assertThat(at(grid.xOf(i), grid.yOf(i), grid.zOf(i))).isEqualTo(i);
    }
  }

  @Test
  void linesAreExact() {
    assertThat(at(0.25, 0.5, 0.75)).isEqualTo(0.25 + 2 * 0.5 + 4 * 0.75);
  }

  @Test
  void fadesToZeroOverTheVoxelOutside() {
    assertThat(at(1.25, 1, 1)).isEqualTo(0.75 * 7);
    assertThat(at(1, 1, 1.5)).isEqualTo(0.5 * 7);
    assertThat(at(1, -0.5, 1)).isEqualTo(0.5 * 5);
  }

  @Test
  void fartherOutsideThereIsNothing() {
    for (double outside : new double[] {2, -1, 1e300, -1e300, Double.NaN, 1.0 / 0}) {
      assertThat(between.goTo(new double[] {outside, 0, 0})).isFalse();
      assertThat(between.goTo(new double[] {0, 0, outside})).isFalse();
      assertThat(between.of(voxels)).isZero();
    }
    assertThat(between.goTo(new double[] {1.9, 0, 0})).isTrue();
  }

  private double at(double x, double y, double z) {
    between.goTo(new double[] {x, y, z});
    return between.of(voxels);
  }
}
