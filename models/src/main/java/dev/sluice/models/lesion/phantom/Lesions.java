// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.phantom;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.noise.SmoothField;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Strokes: ellipsoids with a wavy surface and a soft edge, anywhere in the brain but on its
 * surface, of volumes that are uniform on the scale of their logarithm.
 */
final class Lesions {
  /** Middles of lesions lie within this many radii of the brain. */
  private static final double MIDDLES = 0.85;

  /** Width of the edge in voxels. */
  private static final double EDGE = 1.5;

  private final PhantomSettings settings;
  private final Grid grid;
  private final Head head;
  private final long seed;
  private final long patient;

  /** [voxel] what the signal is multiplied with, 1 and more. */
  private final float[] ratio;

  private final boolean[] within;

  Lesions(PhantomSettings settings, Head head, long seed, long patient) {
    this.settings = settings;
    this.grid = settings.grid();
    this.head = head;
    this.seed = seed;
    this.patient = patient;
    this.ratio = new float[grid.size()];
    Arrays.fill(ratio, 1);
    this.within = new boolean[grid.size()];
  }

  /** Adds the lesions of a stroke, at least one voxel. */
  void addAll() {
    Mask brain = head.brain();
    int[] middles =
        IntStream.range(0, grid.size())
            .filter(i -> brain.voxels()[i] && head.radius()[i] < MIDDLES)
            .toArray();
    double count = CounterRandom.of(seed, "phantom-lesions", patient).uniform(0);
    for (int lesion = 0; lesion < 1 + (int) (count * settings.mostLesions()); lesion++) {
      add(lesion, brain, middles);
    }
  }

  float[] ratio() {
    return ratio;
  }

  Mask mask() {
    return new Mask(grid, within);
  }

  private void add(int lesion, Mask brain, int[] middles) {
    CounterRandom random = CounterRandom.of(seed, "phantom-lesion", patient, lesion);
    int middle = middles[(int) (random.uniform(0) * middles.length)];
    double spread = StrictMath.log(settings.mostLesion() / settings.leastLesion());
    double fraction = settings.leastLesion() * StrictMath.exp(spread * random.uniform(1));
    double radius = StrictMath.cbrt(3 * fraction * brain.volume() / (4 * Math.PI));
    double contrast =
        settings.leastContrast()
            + (settings.mostContrast() - settings.leastContrast()) * random.uniform(2);
    double stretchX = 0.75 + 0.5 * random.uniform(3);
    double stretchY = 0.75 + 0.5 * random.uniform(4);
    // keeps the volume
    double stretchZ = 1 / (stretchX * stretchY);
    double voxel = StrictMath.cbrt(grid.voxelVolume());
    float[] waves =
        SmoothField.of(
            grid,
            Math.max(0.5 * radius, 0.7 * voxel),
            CounterRandom.of(seed, "phantom-lesion-surface", patient, lesion));
    for (int i = 0; i < within.length; i++) {
      double x = (grid.xOf(i) - grid.xOf(middle)) * grid.spacingX() / stretchX;
      double y = (grid.yOf(i) - grid.yOf(middle)) * grid.spacingY() / stretchY;
      double z = (grid.zOf(i) - grid.zOf(middle)) * grid.spacingZ() / stretchZ;
      double distance = Math.sqrt(x * x + y * y + z * z) * StrictMath.exp(0.2 * waves[i]);
      double part = Head.step((radius - distance) / (EDGE * voxel)) * head.tissue()[i];
      ratio[i] = (float) Math.max(ratio[i], 1 + (contrast - 1) * part);
      within[i] |= brain.voxels()[i] && distance <= radius;
    }
  }
}
