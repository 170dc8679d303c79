// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.noise.RicianNoise;
import dev.sluice.models.random.CounterRandom;
import java.util.function.IntPredicate;

/** Brains whose signal is known: their own mirror, a slope along the other axes. */
final class Brains {
  static final Grid GRID = Grid.cube(32);

  private Brains() {}

  /** Everything but a border of two voxels along each axis that has room for one. */
  static Mask brain(Grid grid) {
    return mask(
        grid,
        i ->
            inner(grid.xOf(i), grid.x())
                && inner(grid.yOf(i), grid.y())
                && inner(grid.zOf(i), grid.z()));
  }

  static float[] healthy(Grid grid) {
    float[] voxels = new float[grid.size()];
    for (int i = 0; i < voxels.length; i++) {
      double fromMiddle = Math.abs(grid.xOf(i) - (grid.x() - 1) / 2.0);
      voxels[i] = (float) (100 + fromMiddle + 0.5 * grid.yOf(i) + 0.25 * grid.zOf(i));
    }
    return voxels;
  }

  /** Voxels within a radius in millimetres of a voxel. */
  static Mask ball(Grid grid, int x, int y, int z, double radius) {
    return mask(
        grid,
        i -> {
          double alongX = (grid.xOf(i) - x) * grid.spacingX();
          double alongY = (grid.yOf(i) - y) * grid.spacingY();
          double alongZ = (grid.zOf(i) - z) * grid.spacingZ();
          return alongX * alongX + alongY * alongY + alongZ * alongZ <= radius * radius;
        });
  }

  static Mask mask(Grid grid, IntPredicate within) {
    boolean[] voxels = new boolean[grid.size()];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = within.test(i);
    }
    return new Mask(grid, voxels);
  }

  static Mask none(Grid grid) {
    return mask(grid, i -> false);
  }

  /** A healthy brain whose signal in the lesion is a multiple. */
  static Donor donor(Mask lesion, double ratio) {
    Grid grid = lesion.grid();
    float[] voxels = healthy(grid);
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] *= (float) (lesion.voxels()[i] ? ratio : 1);
    }
    return new Donor(
        new CaseName("stroke-1", "patient-1"), new Volume(grid, voxels), lesion, brain(grid));
  }

  static Acceptor acceptor(Grid grid) {
    return acceptor(healthy(grid), brain(grid));
  }

  static Acceptor acceptor(float[] voxels, Mask brain) {
    return new Acceptor(
        new CaseName("normal-2", "patient-2"), new Volume(brain.grid(), voxels), brain);
  }

  /** A healthy brain with Rician noise. */
  static Acceptor noisyAcceptor(Grid grid, double sd) {
    RicianNoise noise = new RicianNoise(sd, CounterRandom.of(9, "test"));
    float[] voxels = healthy(grid);
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = noise.at(i, voxels[i]);
    }
    return acceptor(voxels, brain(grid));
  }

  private static boolean inner(int at, int voxels) {
    return voxels < 8 || (at >= 2 && at < voxels - 2);
  }
}
