// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.Grid;
import org.junit.jupiter.api.Test;

class ShellsTest {
  @Test
  void countsStepsToAnyNeighbour() {
    Grid grid = new Grid(7, 5, 4, 1, 1, 1);
    int[] steps = Shells.of(Brains.mask(grid, i -> i == grid.index(1, 2, 3)), 3);

    for (int i = 0; i < steps.length; i++) {
      int x = Math.abs(grid.xOf(i) - 1);
      int y = Math.abs(grid.yOf(i) - 2);
      int z = Math.abs(grid.zOf(i) - 3);
      assertThat(steps[i]).isEqualTo(Math.min(4, Math.max(x, Math.max(y, z))));
    }
  }

  @Test
  void nothingIsNearAnEmptyMask() {
    assertThat(Shells.of(Brains.none(Grid.cube(2)), 2)).containsOnly(3);
  }
}
