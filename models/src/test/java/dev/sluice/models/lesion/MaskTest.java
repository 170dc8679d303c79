// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MaskTest {
  private static final Grid GRID = new Grid(2, 3, 1, 1, 1, 1);
  private static final float INFINITE = Float.POSITIVE_INFINITY;

  @Test
  void whatIsAboveTheThresholdIsWithin() {
    Volume volume = new Volume(GRID, new float[] {0.5f, 0.625f, -INFINITE, INFINITE, 0, 1});

    assertThat(Mask.above(0.5, volume).voxels())
        .containsExactly(false, true, false, true, false, true);
  }

  @Test
  void nanIsNeitherWithinNorOutside() {
    Volume volume = new Volume(GRID, new float[] {1, 0, 0, Float.NaN, 0, Float.NaN});

    assertThatThrownBy(() -> Mask.above(0.5, volume))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("voxel (1, 1, 0) is NaN, expected a number");
  }
}
