// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Volume;
import org.junit.jupiter.api.Test;

class StandardisedImageTest {
  private static float[] standardised(float... voxels) {
    return StandardisedImage.of(new Volume(new Grid(voxels.length, 1, 1, 1, 1, 1), voxels));
  }

  @Test
  void mean_is_0_and_variance_1() {
    assertThat(standardised(2, 4, 4, 4, 5, 5, 7, 9))
        .containsExactly(-1.5f, -0.5f, -0.5f, -0.5f, 0, 0, 1, 2);
  }

  @Test
  void what_is_no_number_does_not_count() {
    assertThat(standardised(Float.NaN, 3, Float.POSITIVE_INFINITY, 5, Float.NEGATIVE_INFINITY))
        .containsExactly(0, -1, 0, 1, 0);
    assertThat(standardised(Float.NaN, Float.NaN)).containsExactly(0, 0);
  }

  @Test
  void what_does_not_vary_is_0() {
    assertThat(standardised(7)).containsExactly(0);
    assertThat(standardised(1e-3f, 1e-3f, 1e-3f)).containsExactly(0, 0, 0);
    assertThat(standardised(0, 0)).containsExactly(0, 0);
    // Neighbouring floats, which an image of one number may well be after arithmetic.
    assertThat(standardised(1000, Math.nextUp(1000f))).containsExactly(0, 0);
  }

  @Test
  void largest_and_smallest_numbers_do_not_overflow() {
    assertThat(standardised(-Float.MAX_VALUE, Float.MAX_VALUE)).containsExactly(-1, 1);
    assertThat(standardised(0, Float.MIN_VALUE)).containsExactly(-1, 1);
  }
}
