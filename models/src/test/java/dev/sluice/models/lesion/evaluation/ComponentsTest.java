// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentsTest {

  @Test
  void cornersTouch() {
    boolean[] voxels = new boolean[27];
    voxels[0] = true;
    voxels[13] = true;
    voxels[26] = true;
    Components components = Components.of(new Mask(Grid.cube(3), voxels));
    assertThat(components.sizes()).containsExactly(3);
  }

  /** The last voxel of a row and the first of the next are neighbours in the array only. */
  @Test
  void rowsAndSlicesEndAtTheBorder() {
    Grid grid = new Grid(4, 3, 3, 1, 1, 1);
    boolean[] voxels = new boolean[grid.size()];
    voxels[grid.index(3, 0, 0)] = true;
    voxels[grid.index(0, 1, 0)] = true;
    voxels[grid.index(1, 2, 0)] = true;
    voxels[grid.index(1, 0, 1)] = true;
    Components components = Components.of(new Mask(grid, voxels));
    assertThat(components.sizes()).containsExactly(1, 3);
  }

  @Test
  void ofNothingAndOfEverything() {
    assertThat(Components.of(new Mask(Grid.cube(4), new boolean[64])).count()).isZero();
    boolean[] all = new boolean[64];
    Arrays.fill(all, true);
    assertThat(Components.of(new Mask(Grid.cube(4), all)).sizes()).containsExactly(64);
    assertThat(Components.of(new Mask(Grid.cube(1), new boolean[] {true})).sizes())
        .containsExactly(1);
    assertThat(Components.of(new Mask(Grid.cube(1), new boolean[1])).sizes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 40",
    "1, 40, 1",
    "40, 1, 1",
    "1, 9, 11",
    "9, 1, 11",
    "9, 11, 1",
    "2, 2, 2",
    "7, 5, 6",
    "12, 12, 12"
  })
  void equalsSpreadingOfLabels(int x, int y, int z) {
    Grid grid = new Grid(x, y, z, 1, 2, 3);
    for (int draw = 0; draw < 40; draw++) {
      double density = 0.02 + 0.6 * draw / 40;
      Mask mask = random(grid, density, 2 * draw);
      Mask other = random(grid, 0.05, 2 * draw + 1);
      int[] labels = spread(mask);
      Components components = Components.of(mask);
      int[] firsts =
          Arrays.stream(labels).filter(label -> label >= 0).distinct().sorted().toArray();
      int[] sizes =
          Arrays.stream(firsts)
              .map(first -> (int) Arrays.stream(labels).filter(label -> label == first).count())
              .toArray();
      assertThat(components.count()).isEqualTo(firsts.length);
      assertThat(components.sizes()).isEqualTo(sizes);
      assertThat(components.countMeeting(other))
          .isEqualTo(
              (int) Arrays.stream(firsts).filter(first -> meets(labels, first, other)).count());
    }
  }

  private static boolean meets(int[] labels, int label, Mask other) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == label && other.voxels()[i]) {
        return true;
      }
    }
    return false;
  }

  private static Mask random(Grid grid, double density, int draw) {
    CounterRandom random = CounterRandom.of(1, "components", grid.x(), grid.y(), draw);
    boolean[] voxels = new boolean[grid.size()];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = random.uniform(i) < density;
    }
    return new Mask(grid, voxels);
  }

  /** The least index of its component to each voxel within, -1 to others, by brute force. */
  private static int[] spread(Mask mask) {
    Grid grid = mask.grid();
    int[] labels = new int[grid.size()];
    Arrays.setAll(labels, i -> mask.voxels()[i] ? i : -1);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < labels.length; i++) {
        for (int j = 0; labels[i] >= 0 && j < 27; j++) {
          int x = grid.xOf(i) + j % 3 - 1;
          int y = grid.yOf(i) + j / 3 % 3 - 1;
          int z = grid.zOf(i) + j / 9 - 1;
          int label = grid.contains(x, y, z) ? labels[grid.index(x, y, z)] : -1;
          if (label >= 0 && label < labels[i]) {
            labels[i] = label;
            changed = true;
          }
        }
      }
    }
    return labels;
  }
}
