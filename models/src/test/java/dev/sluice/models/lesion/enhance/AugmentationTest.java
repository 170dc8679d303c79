// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final Grid GRID = Grid.cube(32);
  private static final Mask LESION = Brains.ball(GRID, 9, 15, 17, 4.5);
  private static final Donor DONOR = Brains.donor(LESION, 1.8);

  private static Augmentation of(MapRanges ranges, long seed) {
    return new Augmentation(EnhancementSettings.DEFAULT.withRanges(ranges), seed);
  }

  @Test
  void withoutAMapNothingMoves() {
    Augmentation.Moved moved = of(MapRanges.NONE, 1).of(DONOR, 0).orElseThrow();

    assertThat(moved.image().voxels()).isEqualTo(DONOR.image().voxels());
    assertThat(moved.lesion().voxels()).isEqualTo(LESION.voxels());
  }

  @Test
  void flipsImageAndLabel() {
    MapRanges flip = new MapRanges(1, 0, 1, 1, 0, 0, 0, 0, 0);

    Augmentation.Moved moved = of(flip, 1).of(DONOR, 0).orElseThrow();

    assertThat(moved.lesion().voxels()).isEqualTo(Brains.ball(GRID, 31 - 9, 15, 17, 4.5).voxels());
    for (int i = 0; i < GRID.size(); i++) {
      int across = GRID.index(31 - GRID.xOf(i), GRID.yOf(i), GRID.zOf(i));
      assertThat(moved.image().voxels()[i]).isEqualTo(DONOR.image().voxels()[across]);
    }
  }

  /** The signal goes with the label: bright within, healthy a voxel and more outside. */
  @Test
  void labelsStayWithTheirLesions() {
    for (int replica = 0; replica < 10; replica++) {
      Augmentation.Moved moved = of(MapRanges.DEFAULT, 1).of(DONOR, replica).orElseThrow();
      int[] steps = Shells.of(moved.lesion(), 2);
      double inside = mean(moved, i -> steps[i] == 0);
      double outside = mean(moved, i -> steps[i] == 2);

      assertThat(inside / outside).isBetween(1.5, 1.85);
      // enlarged by 0.8 to 1.25 along each axis
      assertThat(moved.lesion().volume() / LESION.volume()).isBetween(0.5, 2.0);
    }
  }

  @Test
  void isAFunctionOfSeedCaseAndReplica() {
    float[] first = of(MapRanges.DEFAULT, 1).of(DONOR, 3).orElseThrow().image().voxels();

    assertThat(of(MapRanges.DEFAULT, 1).of(DONOR, 3).orElseThrow().image().voxels())
        .isEqualTo(first);
    assertThat(of(MapRanges.DEFAULT, 1).of(DONOR, 4).orElseThrow().image().voxels())
        .isNotEqualTo(first);
    assertThat(of(MapRanges.DEFAULT, 2).of(DONOR, 3).orElseThrow().image().voxels())
        .isNotEqualTo(first);
  }

  @Test
  void thereIsNoneIfNoMapKeepsTheBrain() {
    MapRanges away = new MapRanges(0, 0, 3, 3, 0, 0, 0, 0, 0);

    assertThat(of(away, 1).of(DONOR, 0)).isEmpty();
  }

  private static double mean(Augmentation.Moved moved, IntPredicate of) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < GRID.size(); i++) {
      if (of.test(i) && moved.image().voxels()[i] > 0) {
        sum += moved.image().voxels()[i];
        count++;
      }
    }
    return sum / count;
  }
}
