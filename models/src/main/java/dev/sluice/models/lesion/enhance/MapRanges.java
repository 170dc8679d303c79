// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Grid;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * From where the parameters of random maps are drawn. Lengths are fractions of the first axis, so
 * that 4 voxels of 128 are 1/2 of 16.
 *
 * @param flip probability that left and right change places
 * @param rotation largest angle about each axis in degrees, either way
 * @param leastScale smallest enlargement; uniform on the scale of its logarithm
 * @param mostScale largest enlargement
 * @param shift largest translation along each axis, either way
 * @param leastSmoothness smallest standard deviation of the filter that makes displacements smooth
 * @param mostSmoothness largest of these
 * @param leastDisplacement smallest length of the longest displacement
 * @param mostDisplacement largest of these
 */
public record MapRanges(
    double flip,
    double rotation,
    double leastScale,
    double mostScale,
    double shift,
    double leastSmoothness,
    double mostSmoothness,
    double leastDisplacement,
    double mostDisplacement) {
  /** Those of the specification, in voxels of 128; the translation is ours. */
  public static final MapRanges DEFAULT =
      new MapRanges(0.5, 10, 0.8, 1.25, 10 / 128.0, 4 / 128.0, 8 / 128.0, 3 / 128.0, 4 / 128.0);

  /** Only the map that leaves everything where it is. */
  public static final MapRanges NONE = new MapRanges(0, 0, 1, 1, 0, 0, 0, 0, 0);

  /**
   * Ranges.
   *
   * @throws IllegalArgumentException if one is empty or out of bounds
   */
  public MapRanges {
    require("flip", flip, flip >= 0 && flip <= 1);
    require("rotation", rotation, rotation >= 0 && rotation <= 180);
    require("leastScale", leastScale, leastScale > 0);
    require("mostScale", mostScale, mostScale >= leastScale && Double.isFinite(mostScale));
    require("shift", shift, shift >= 0 && shift <= 1);
    require("leastSmoothness", leastSmoothness, leastSmoothness >= 0);
    require(
        "mostSmoothness", mostSmoothness, mostSmoothness >= leastSmoothness && mostSmoothness <= 1);
    require("leastDisplacement", leastDisplacement, leastDisplacement >= 0);
    require(
        "mostDisplacement",
        mostDisplacement,
        mostDisplacement >= leastDisplacement && mostDisplacement <= 1);
  }

  /** Draws the parameters of one map; always as many numbers. */
  MapParameters draw(Grid grid, UniformRandomProvider random) {
    double length = grid.x() * grid.spacingX();
    return new MapParameters(
        random.nextDouble() < flip,
        signed(random) * rotation,
        signed(random) * rotation,
        signed(random) * rotation,
        leastScale * StrictMath.exp(random.nextDouble() * StrictMath.log(mostScale / leastScale)),
        signed(random) * shift * length,
        signed(random) * shift * length,
        signed(random) * shift * length,
        length * between(leastSmoothness, mostSmoothness, random),
        length * between(leastDisplacement, mostDisplacement, random));
  }

  private static double signed(UniformRandomProvider random) {
    return 2 * random.nextDouble() - 1;
  }

  private static double between(double least, double most, UniformRandomProvider random) {
    return least + (most - least) * random.nextDouble();
  }

  private static void require(String name, double value, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("a map's " + name + " of " + value);
    }
  }
}
