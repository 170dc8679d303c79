// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Bright spheres in noise. */
final class Spheres {
  private Spheres() {}

  static LabelledVolume of(int edge, int number) {
    UniformRandomProvider random = KeyedRandom.of(7, "spheres", number);
    Grid grid = Grid.cube(edge);
    double radius = edge * random.nextDouble(0.15, 0.3);
    double[] centre = new double[3];
    Arrays.setAll(centre, axis -> random.nextDouble(radius, edge - radius));
    float[] image = new float[grid.size()];
    boolean[] lesion = new boolean[grid.size()];
    for (int i = 0; i < image.length; i++) {
      double dx = grid.xOf(i) + 0.5 - centre[0];
      double dy = grid.yOf(i) + 0.5 - centre[1];
      double dz = grid.zOf(i) + 0.5 - centre[2];
      lesion[i] = dx * dx + dy * dy + dz * dz <= radius * radius;
      image[i] = (float) ((lesion[i] ? 160 : 100) + random.nextDouble(-40, 40));
    }
    return new LabelledVolume(new Volume(grid, image), new Mask(grid, lesion));
  }

  static double dice(Mask found, Mask truth) {
    int both = 0;
    for (int i = 0; i < truth.voxels().length; i++) {
      both += found.voxels()[i] && truth.voxels()[i] ? 1 : 0;
    }
    return 2.0 * both / (found.count() + truth.count());
  }
}
