// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

/**
 * How lesions are moved to healthy brains.
 *
 * @param ranges of the random maps
 * @param feather voxels outside the lesion over which its enhancement fades, 0 for a hard edge
 * @param mostEnhancement where rho is cut, so that a dark reference gives no absurd lesion
 * @param leastInBrain part of a moved lesion that must lie in the acceptor's brain
 * @param attempts maps that are tried before the pair is rejected
 * @param noise standard deviation of the Rician noise that is added, in those of the acceptor's
 *     noise; 0 for none
 */
public record EnhancementSettings(
    MapRanges ranges,
    int feather,
    double mostEnhancement,
    double leastInBrain,
    int attempts,
    double noise) {
  /** Those of the specification, with a feather of one voxel. */
  public static final EnhancementSettings DEFAULT =
      new EnhancementSettings(MapRanges.DEFAULT, 1, 4, 0.95, 30, 1);

  /**
   * Settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public EnhancementSettings {
    require("feather", feather, feather >= 0 && feather <= 100);
    require("mostEnhancement", mostEnhancement, mostEnhancement > 0 && mostEnhancement <= 1000);
    require("leastInBrain", leastInBrain, leastInBrain >= 0 && leastInBrain <= 1);
    require("attempts", attempts, attempts >= 1);
    require("noise", noise, noise >= 0 && noise <= 100);
  }

  /** The same with maps from other ranges. */
  public EnhancementSettings withRanges(MapRanges other) {
    return new EnhancementSettings(other, feather, mostEnhancement, leastInBrain, attempts, noise);
  }

  /** The same with another feather. */
  public EnhancementSettings withFeather(int voxels) {
    return new EnhancementSettings(ranges, voxels, mostEnhancement, leastInBrain, attempts, noise);
  }

  /** The same with other noise. */
  public EnhancementSettings withNoise(double other) {
    return new EnhancementSettings(ranges, feather, mostEnhancement, leastInBrain, attempts, other);
  }

  private static void require(String name, double value, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("an enhancement's " + name + " of " + value);
    }
  }
}
