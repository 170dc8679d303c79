// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.phantom;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.noise.SmoothField;
import dev.sluice.models.random.CounterRandom;

/**
 * A healthy head: an ellipsoid with a ring of skull, a brain of white matter under a grey rim and
 * patches of grey, and two ventricles. The second half of every axis is the mirror of the first but
 * for a small asymmetry.
 */
final class Head {
  static final double GREY = 100;
  private static final double WHITE = 70;
  private static final double LIQUOR = 25;
  private static final double SKULL = 35;

  /** Where the brain ends and the skull begins, in radii of the head. */
  private static final double BRAIN = 0.84;

  /** Where the grey rim begins, in radii of the brain. */
  private static final double RIM = 0.75;

  private final Grid grid;
  private final CounterRandom random;

  /** [voxel] distance from the middle, 1 at the brain's surface. */
  private final float[] radius;

  /** [voxel] signal. */
  private final float[] signal;

  /** [voxel] how much of it is grey or white matter, 0 to 1. */
  private final float[] tissue;

  private Head(Grid grid, CounterRandom random) {
    this.grid = grid;
    this.random = random;
    this.radius = new float[grid.size()];
    this.signal = new float[grid.size()];
    this.tissue = new float[grid.size()];
  }

  /** The head of a patient. */
  static Head of(PhantomSettings settings, long seed, long patient) {
    Head head = new Head(settings.grid(), CounterRandom.of(seed, "phantom-head", patient));
    float[] shape = head.field(0.2, settings.asymmetry(), seed, "phantom-shape", patient);
    float[] texture = head.field(0.06, settings.asymmetry(), seed, "phantom-texture", patient);
    head.shape(shape);
    head.fill(texture);
    return head;
  }

  float[] radius() {
    return radius;
  }

  float[] signal() {
    return signal;
  }

  float[] tissue() {
    return tissue;
  }

  /** Voxels that are grey or white matter for the greater part. */
  Mask brain() {
    boolean[] brain = new boolean[tissue.length];
    for (int i = 0; i < brain.length; i++) {
      brain[i] = tissue[i] >= 0.5;
    }
    return new Mask(grid, brain);
  }

  /** A field that is its own mirror for the most part. */
  private float[] field(
      double fractionOfGrid, double asymmetry, long seed, String purpose, long patient) {
    double smoothness = fractionOfGrid * Positions.length(grid);
    float[] even = SmoothField.of(grid, smoothness, CounterRandom.of(seed, purpose, patient, 0));
    float[] odd = SmoothField.of(grid, smoothness, CounterRandom.of(seed, purpose, patient, 1));
    float[] both = new float[even.length];
    for (int i = 0; i < both.length; i++) {
      float mirrored = even[Positions.mirrored(grid, i)];
      double symmetric = (even[i] + mirrored) / Math.sqrt(2);
      both[i] = (float) ((1 - asymmetry) * symmetric + asymmetry * odd[i]);
    }
    return both;
  }

  private void shape(float[] shape) {
    double alongX = 0.82 * (1 + 0.06 * signed(0));
    double alongY = 0.93 * (1 + 0.06 * signed(1));
    double alongZ = 0.85 * (1 + 0.06 * signed(2));
    for (int i = 0; i < radius.length; i++) {
      double x = Positions.x(grid, i) / alongX;
      double y = Positions.y(grid, i) / alongY;
      double z = Positions.z(grid, i) / alongZ;
      double r = Math.sqrt(x * x + y * y + z * z);
      radius[i] = (float) (r * (1 + 0.03 * shape[i]) / BRAIN);
    }
  }

  private void fill(float[] texture) {
    // a voxel on a border has the part of either side: borders are a voxel wide
    double width = 2 / (0.8 * BRAIN * Positions.leastVoxels(grid));
    double size = 1 + 0.2 * signed(3);
    for (int i = 0; i < signal.length; i++) {
      double within = step((1 - radius[i]) / width);
      double skull = step((1 / BRAIN - radius[i]) / width) - within;
      double liquor = within * step((1 - ventricle(i, size)) * 0.1 * size / (width * BRAIN));
      double grey = step((radius[i] - RIM) * 3 + 0.35 * texture[i] - 0.2);
      double matter = (WHITE + (GREY - WHITE) * grey) * (1 + 0.02 * texture[i]);
      tissue[i] = (float) (within - liquor);
      signal[i] = (float) (tissue[i] * matter + liquor * LIQUOR + skull * SKULL);
    }
  }

  /** Distance from the middle of the ventricle of this side, 1 at its surface. */
  private double ventricle(int voxel, double size) {
    double x = (Math.abs(Positions.x(grid, voxel)) - 0.15) / (0.1 * size);
    double y = Positions.y(grid, voxel) / (0.32 * size);
    double z = (Positions.z(grid, voxel) - 0.08) / (0.2 * size);
    return Math.sqrt(x * x + y * y + z * z);
  }

  private double signed(int counter) {
    return 2 * random.uniform(counter) - 1;
  }

  /** From 0 to 1 over the unit interval around 0. */
  static double step(double at) {
    return Math.min(1, Math.max(0, at + 0.5));
  }
}
