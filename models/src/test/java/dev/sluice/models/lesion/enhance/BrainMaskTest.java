// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import org.junit.jupiter.api.Test;

class BrainMaskTest {
  private final Grid grid = Grid.cube(20);

  @Test
  void isTheLargestPieceThatStandsOut() {
    Mask head = Brains.ball(grid, 12, 10, 10, 6);
    Mask crumb = Brains.ball(grid, 2, 2, 2, 1);
    float[] voxels = new float[grid.size()];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = head.voxels()[i] ? 100 : crumb.voxels()[i] ? 500 : 3;
    }

    assertThat(BrainMask.of(new Volume(grid, voxels)).voxels()).isEqualTo(head.voxels());
  }

  @Test
  void voxelsThatAreNoNumbersAreOut() {
    Mask head = Brains.ball(grid, 10, 10, 10, 6);
    float[] voxels = new float[grid.size()];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = head.voxels()[i] ? 100 : Float.NaN;
    }
    voxels[grid.index(10, 10, 4)] = 0;
    voxels[grid.index(10, 10, 10)] = Float.POSITIVE_INFINITY;

    // without darkness around, a tenth above the darkest 2 %: nothing stands out
    assertThat(BrainMask.of(new Volume(grid, voxels)).count()).isZero();
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = Float.isNaN(voxels[i]) && i % 2 == 0 ? 0 : voxels[i];
    }
    assertThat(BrainMask.of(new Volume(grid, voxels)).count()).isEqualTo(head.count() - 2);
  }

  @Test
  void imagesOfOneValueHaveNone() {
    assertThat(BrainMask.of(new Volume(grid, new float[grid.size()])).count()).isZero();
    assertThat(BrainMask.of(new Volume(Grid.cube(1), new float[] {Float.NaN})).count()).isZero();
    assertThat(BrainMask.of(new Volume(Grid.cube(1), new float[] {7})).count()).isZero();
  }

  @Test
  void cornersDoNotTouch() {
    Grid square = new Grid(2, 2, 1, 1, 1, 1);

    assertThat(BrainMask.of(new Volume(square, new float[] {9, 0, 0, 9})).voxels())
        .containsExactly(true, false, false, false);
  }
}
