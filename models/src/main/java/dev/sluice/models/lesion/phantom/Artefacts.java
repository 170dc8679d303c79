// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.phantom;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;

/**
 * Bright patches where brain meets bone and air, as susceptibility gives them in diffusion-weighted
 * images. They hug the surface of the front and of the base, on one side or on both, and are as
 * bright as strokes.
 */
final class Artefacts {
  private static final double LEAST_RATIO = 1.3;
  private static final double MOST_RATIO = 2.2;

  /** Draws that one patch may take. */
  private static final int DRAWS = 6;

  private final Grid grid;
  private final Head head;
  private final CounterRandom random;

  Artefacts(Grid grid, Head head, CounterRandom random) {
    this.grid = grid;
    this.head = head;
    this.random = random;
  }

  /** [voxel] what the signal is multiplied with, 1 and more. */
  float[] ratio(int most) {
    float[] ratio = new float[grid.size()];
    Arrays.fill(ratio, 1);
    int count = (int) (random.uniform(0) * (most + 1));
    for (int patch = 0; patch < count; patch++) {
      add(ratio, 1 + (long) patch * DRAWS);
    }
    return ratio;
  }

  private void add(float[] ratio, long draw) {
    // a direction to the front (y > 0) or to the base (z < 0)
    double side = random.uniform(draw) * 1.4 - 0.7;
    boolean front = random.uniform(draw + 1) < 0.5;
    double lift = random.uniform(draw + 2) * 0.8 - 0.4;
    double y = front ? 1 : lift;
    double z = front ? lift - 0.4 : -1;
    double length = Math.sqrt(side * side + y * y + z * z);
    double extent = 0.25 + 0.25 * random.uniform(draw + 3);
    double excess = LEAST_RATIO + (MOST_RATIO - LEAST_RATIO) * random.uniform(draw + 4) - 1;
    boolean bothSides = random.uniform(draw + 5) < 0.5;
    for (int i = 0; i < ratio.length; i++) {
      double at = weight(i, side / length, y / length, z / length, extent);
      double twin = bothSides ? weight(i, -side / length, y / length, z / length, extent) : 0;
      ratio[i] = (float) Math.max(ratio[i], 1 + excess * Math.max(at, twin));
    }
  }

  /** 1 in the middle of a patch, 0 away from it. */
  private double weight(int voxel, double x, double y, double z, double extent) {
    double depth = 2 / (0.7 * Positions.leastVoxels(grid));
    double shell = Head.step((head.radius()[voxel] - 0.86) / Math.max(depth, 0.08));
    if (shell == 0) {
      return 0;
    }
    double atX = Positions.x(grid, voxel);
    double atY = Positions.y(grid, voxel);
    double atZ = Positions.z(grid, voxel);
    double length = Math.sqrt(atX * atX + atY * atY + atZ * atZ);
    double cosine = (x * atX + y * atY + z * atZ) / length;
    double angle = StrictMath.acos(Math.max(-1, Math.min(1, cosine)));
    return shell * Head.step((extent - angle) / 0.2);
  }
}
