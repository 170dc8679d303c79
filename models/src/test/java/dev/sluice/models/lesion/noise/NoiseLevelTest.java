// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseLevelTest {
  private static final Grid GRID = Grid.cube(32);

  @Test
  void findsTheNoiseThatWasAdded() {
    assertThat(NoiseLevel.of(noisy(3, 0), all(GRID))).isCloseTo(3, within(0.1));
  }

  @Test
  void slopesAreNoNoise() {
    assertThat(NoiseLevel.of(noisy(0, 2), all(GRID))).isZero();
    assertThat(NoiseLevel.of(noisy(3, 2), all(GRID))).isCloseTo(3, within(0.1));
  }

  /** Residuals of the middle row 0 3 0: 0 - 1.5, 3 - 0, 0 - 1.5 times sqrt(2 / 3), by hand. */
  @Test
  void isTheMedianDeviationOfResiduals() {
    Volume row = new Volume(new Grid(5, 1, 1, 1, 1, 1), new float[] {0, 0, 3, 0, 0});

    // residuals -1.5 r, 3 r, -1.5 r; median -1.5 r; deviations 0, 4.5 r, 0
    assertThat(NoiseLevel.of(row, all(row.grid()))).isZero();

    Volume other = new Volume(new Grid(4, 1, 1, 1, 1, 1), new float[] {0, 2, 0, 0});
    // residuals 2 r and -1 r, r = sqrt(2 / 3); median 0.5 r, deviations 1.5 r
    assertThat(NoiseLevel.of(other, all(other.grid())))
        .isCloseTo(1.482602218505602 * 1.5 * Math.sqrt(2 / 3.0), within(1e-12));
  }

  @Test
  void voxelsThatAreNotFiniteDoNotCount() {
    Volume image = noisy(3, 0);
    float[] spoilt = image.voxels().clone();
    spoilt[GRID.index(5, 5, 5)] = Float.NaN;
    spoilt[GRID.index(9, 5, 5)] = Float.POSITIVE_INFINITY;

    assertThat(NoiseLevel.of(new Volume(GRID, spoilt), all(GRID))).isCloseTo(3, within(0.1));
  }

  @Test
  void nothingIsSaidOfTooFewVoxels() {
    Grid one = Grid.cube(1);

    assertThat(NoiseLevel.of(new Volume(one, new float[] {4}), all(one))).isZero();
    assertThat(NoiseLevel.of(noisy(3, 0), new Mask(GRID, new boolean[GRID.size()]))).isZero();
  }

  @Test
  void refusesAMaskOfAnotherGrid() {
    assertThatThrownBy(() -> NoiseLevel.of(noisy(1, 0), all(Grid.cube(4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mask of 4 x 4 x 4 for an image of 32 x 32 x 32");
  }

  private static Volume noisy(double sd, double slope) {
    RicianNoise noise = new RicianNoise(sd, CounterRandom.of(4, "noise"));
    float[] voxels = new float[GRID.size()];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = noise.at(i, 100 + slope * GRID.xOf(i));
    }
    return new Volume(GRID, voxels);
  }

  private static Mask all(Grid grid) {
    boolean[] voxels = new boolean[grid.size()];
    Arrays.fill(voxels, true);
    return new Mask(grid, voxels);
  }
}
