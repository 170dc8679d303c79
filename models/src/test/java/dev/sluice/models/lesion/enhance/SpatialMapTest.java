// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.random.CounterRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpatialMapTest {
  private static final Offset<Double> ROUNDING = within(1e-9);

  private final Grid grid = new Grid(16, 16, 8, 1, 1, 2);
  private final double[] middle = {4, 6, 3};

  @Test
  void identityLeavesEveryVoxel() {
    SpatialMap map = map(grid, MapParameters.IDENTITY);

    for (int voxel = 0; voxel < grid.size(); voxel++) {
      assertPosition(map, voxel, grid.xOf(voxel), grid.yOf(voxel), grid.zOf(voxel));
      assertThat(map.jacobian(voxel)).isEqualTo(1);
    }
    assertThat(map.folds()).isFalse();
  }

  @Test
  void translationIsInMillimetres() {
    SpatialMap map = map(grid, parameters(false, 0, 0, 0, 1, 3, -2, 4));

    // what is at 7 4 5 comes from 3 mm to the left, 2 mm up and two slices of 2 mm back
    assertPosition(map, grid.index(7, 4, 5), 4, 6, 3);
  }

  @Test
  void flipIsAboutTheMiddlePlane() {
    SpatialMap map = map(grid, parameters(true, 0, 0, 0, 1, 0, 0, 0));

    assertPosition(map, grid.index(11, 6, 3), 4, 6, 3);
    assertPosition(map, grid.index(0, 2, 7), 15, 2, 7);
    assertThat(map.jacobian(0)).isEqualTo(1);
  }

  @Test
  void enlargementIsAboutTheLesion() {
    SpatialMap map = map(grid, parameters(false, 0, 0, 0, 2, 0, 0, 0));

    assertPosition(map, grid.index(4, 6, 3), 4, 6, 3);
    assertPosition(map, grid.index(6, 6, 3), 5, 6, 3);
    assertThat(map.jacobian(0)).isEqualTo(1 / 8.0);
  }

  @Test
  void rotationsAreAboutTheLesionInMillimetres() {
    // a quarter turn about the third axis takes the first to the second
    assertPosition(
        map(grid, parameters(false, 0, 0, 90, 1, 0, 0, 0)), grid.index(4, 8, 3), 6, 6, 3);
    // about the first, the second to the third: two slices are four voxels
    assertPosition(
        map(grid, parameters(false, 90, 0, 0, 1, 0, 0, 0)), grid.index(4, 6, 5), 4, 10, 3);
    // about the second, the third to the first
    assertPosition(
        map(grid, parameters(false, 0, 90, 0, 1, 0, 0, 0)), grid.index(8, 6, 3), 4, 6, 5);
  }

  @Test
  void rotationAboutTheThirdAxisComesFirst() {
    SpatialMap map = map(grid, parameters(false, 90, 0, 90, 1, 0, 0, 0));

    // 4 mm along the first axis: turned to the second, then to the third
    assertPosition(map, grid.index(4, 6, 5), 8, 6, 3);
    assertThat(map.jacobian(0)).isCloseTo(1, ROUNDING);
  }

  @Test
  void aFlippedLesionTurnsAboutItsNewPlace() {
    SpatialMap map = map(grid, parameters(true, 0, 0, 90, 1, 0, 0, 0));

    assertPosition(map, grid.index(11, 6, 3), 4, 6, 3);
    // in the flipped image the donor's 2 is at 13, a quarter turn about 11 6 takes it to 11 8
    assertPosition(map, grid.index(11, 8, 3), 2, 6, 3);
  }

  /**
   * Against the map itself: a voxel of the donor is kept if one of the acceptor comes from there.
   */
  @Test
  void keepsWhatHasAPlaceInTheGrid() {
    SpatialMap map = map(grid, new MapParameters(true, 10, -20, 90, 1.25, 3, -2, 4, 3, 1.5));
    boolean[] reached = new boolean[grid.size()];
    double[] position = new double[3];
    for (int voxel = 0; voxel < grid.size(); voxel++) {
      map.toDonor(voxel, position);
      int x = (int) Math.rint(position[0]);
      int y = (int) Math.rint(position[1]);
      int z = (int) Math.rint(position[2]);
      if (grid.contains(x, y, z)) {
        reached[grid.index(x, y, z)] = true;
      }
    }
    int kept = 0;
    int differing = 0;
    for (int voxel = 0; voxel < grid.size(); voxel++) {
      kept += map.keeps(voxel) ? 1 : 0;
      differing += map.keeps(voxel) != reached[voxel] ? 1 : 0;
    }

    assertThat(kept).isBetween(grid.size() / 4, 3 * grid.size() / 4);
    assertThat(differing).as("at the border, by rounding").isLessThan(grid.size() / 25);
  }

  @Test
  void longestDisplacementHasTheLengthAskedFor() {
    SpatialMap map = map(grid, new MapParameters(false, 0, 0, 0, 1, 0, 0, 0, 3, 1.5));
    double[] position = new double[3];
    double longest = 0;
    for (int voxel = 0; voxel < grid.size(); voxel++) {
      map.toDonor(voxel, position);
      double x = position[0] - grid.xOf(voxel);
      double y = position[1] - grid.yOf(voxel);
      double z = 2 * (position[2] - grid.zOf(voxel));
      longest = Math.max(longest, Math.sqrt(x * x + y * y + z * z));
    }

    assertThat(longest).isCloseTo(1.5, within(1e-6));
    assertThat(map.folds()).isFalse();
  }

  /** Derivatives of the positions themselves, which know nothing of how the map is made. */
  @Test
  void jacobianIsTheDeterminantOfTheDerivatives() {
    SpatialMap map = map(grid, new MapParameters(true, 8, -5, 9, 1.2, 2, 1, -1, 3, 1.5));
    int voxel = grid.index(5, 7, 4);
    double[][] d = {
      difference(map, voxel, 1, 2),
      difference(map, voxel, grid.x(), 2),
      difference(map, voxel, grid.x() * grid.y(), 4)
    };
    double determinant =
        d[0][0] * (d[1][1] * d[2][2] - d[1][2] * d[2][1])
            - d[0][1] * (d[1][0] * d[2][2] - d[1][2] * d[2][0])
            + d[0][2] * (d[1][0] * d[2][1] - d[1][1] * d[2][0]);

    assertThat(map.jacobian(voxel)).isCloseTo(-determinant, within(1e-6));
  }

  @Test
  void wildDisplacementsFold() {
    assertThat(map(grid, new MapParameters(false, 0, 0, 0, 1, 0, 0, 0, 0.5, 8)).folds()).isTrue();
  }

  @Test
  void nothingMovesAlongAnAxisOfOneVoxel() {
    Grid slice = new Grid(16, 16, 1, 1, 1, 5);
    SpatialMap map =
        new SpatialMap(
            slice,
            new MapParameters(false, 10, 10, 10, 2, 1, 1, 1, 2, 1),
            new double[] {4, 6, 0},
            CounterRandom.of(1, "map"));
    double[] position = new double[3];
    for (int voxel = 0; voxel < slice.size(); voxel++) {
      map.toDonor(voxel, position);
      assertThat(position[2]).isZero();
    }
    SpatialMap still =
        new SpatialMap(
            slice,
            parameters(false, 0, 0, 0, 2, 0, 0, 0),
            new double[] {4, 6, 0},
            CounterRandom.of(1, "map"));
    assertThat(still.jacobian(0)).isEqualTo(1 / 4.0);
  }

  private SpatialMap map(Grid of, MapParameters parameters) {
    return new SpatialMap(of, parameters, middle, CounterRandom.of(1, "map"));
  }

  private static MapParameters parameters(
      boolean flipped,
      double rx,
      double ry,
      double rz,
      double scale,
      double x,
      double y,
      double z) {
    return new MapParameters(flipped, rx, ry, rz, scale, x, y, z, 0, 0);
  }

  private static void assertPosition(SpatialMap map, int voxel, double x, double y, double z) {
    double[] position = new double[3];
    map.toDonor(voxel, position);
    assertThat(position).containsExactly(new double[] {x, y, z}, ROUNDING);
  }

  /** Millimetres in the donor per millimetre in the acceptor. */
  private static double[] difference(SpatialMap map, int voxel, int stride, double length) {
    double[] before = new double[3];
    double[] after = new double[3];
    map.toDonor(voxel - stride, before);
    map.toDonor(voxel + stride, after);
    return new double[] {
      (after[0] - before[0]) / length,
      (after[1] - before[1]) / length,
      2 * (after[2] - before[2]) / length
    };
  }
}
