// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

/**
 * Sizes of a 3-D U-Net.
 *
 * @param edge voxels along each axis of an image, divisible by 2^(levels - 1)
 * @param base channels of the uppermost level; each level below has twice as many
 * @param levels resolutions, each half of the one above
 */
public record UNetSettings(int edge, int base, int levels) {
  private static final int MOST_EDGE = 128;
  private static final int MOST_BASE = 64;
  private static final int MOST_LEVELS = 5;

  /**
   * Sizes.
   *
   * @throws IllegalArgumentException if one is out of range, or the edge cannot be halved so often
   */
  public UNetSettings {
    requireRange("edge", edge, 2, MOST_EDGE);
    requireRange("base", base, 1, MOST_BASE);
    requireRange("levels", levels, 2, MOST_LEVELS);
    int halvings = levels - 1;
    if (edge % (1 << halvings) != 0) {
      throw new IllegalArgumentException(
          "an edge of %d cannot be halved %d times, as %d levels need"
              .formatted(edge, halvings, levels));
    }
  }

  private static void requireRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, not from %d to %d".formatted(name, value, least, most));
    }
  }

  /** How many weights there are. */
  public int weights() {
    return UNetLayout.of(this).size();
  }

  /** Voxels of an image. */
  int voxels() {
    return edge * edge * edge;
  }

  int edge(int level) {
    return edge >> level;
  }

  int channels(int level) {
    return base << level;
  }
}
