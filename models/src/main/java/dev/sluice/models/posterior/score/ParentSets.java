// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

/**
 * Numbers the 2^(d-1) sets of nodes that do not contain a given node: the set's bit mask with the
 * bit of that node taken out.
 */
public final class ParentSets {
  private ParentSets() {}

  /** The number of {@code set}, a bit mask without {@code node}. */
  public static int index(int node, int set) {
    int below = (1 << node) - 1;
    return (set & below) | (set >>> 1 & ~below);
  }

  /** The bit mask of the set numbered {@code index}. */
  public static int set(int node, int index) {
    int below = (1 << node) - 1;
    return (index & below) | (index & ~below) << 1;
  }
}
