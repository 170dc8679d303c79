// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion;

/**
 * A box of voxels, in column-major order as in NIfTI files: the first axis is the fastest.
 *
 * @param x voxels along the first axis, from left to right or from right to left
 * @param y voxels along the second
 * @param z voxels along the third
 * @param spacingX millimetres from one voxel to the next along the first axis
 * @param spacingY along the second
 * @param spacingZ along the third
 */
public record Grid(int x, int y, int z, double spacingX, double spacingY, double spacingZ) {

  /** Voxels of arrays end here. */
  private static final long MOST_VOXELS = Integer.MAX_VALUE - 8L;

  /**
   * A box.
   *
   * @throws IllegalArgumentException if an axis has no voxels, a spacing is not a positive number,
   *     or there are more voxels than an array can hold
   */
  public Grid {
    if (x < 1 || y < 1 || z < 1) {
      throw new IllegalArgumentException("no voxels in %d x %d x %d".formatted(x, y, z));
    }
    if ((double) x * y * z > MOST_VOXELS) {
      throw new IllegalArgumentException("too many voxels in %d x %d x %d".formatted(x, y, z));
    }
    requireLength(spacingX);
    requireLength(spacingY);
    requireLength(spacingZ);
  }

  /** A cube of so many voxels along each axis, of a cubic millimetre each. */
  public static Grid cube(int edge) {
    return new Grid(edge, edge, edge, 1, 1, 1);
  }

  private static void requireLength(double spacing) {
    if (!(spacing > 0 && Double.isFinite(spacing))) {
      throw new IllegalArgumentException("a spacing of " + spacing + " mm");
    }
  }

  /** How many voxels there are. */
  public int size() {
    return x * y * z;
  }

  /** Where a voxel is in an array; it must be within the box. */
  public int index(int atX, int atY, int atZ) {
    return atX + x * (atY + y * atZ);
  }

  /** Position along the first axis of the voxel at an index. */
  public int xOf(int index) {
    return index % x;
  }

  /** Position along the second axis. */
  public int yOf(int index) {
    return index / x % y;
  }

  /** Position along the third axis. */
  public int zOf(int index) {
    return index / x / y;
  }

  /** The position of the voxel at an index alone, {@code (0, 2, 1)}, as messages show it. */
  public String position(int index) {
    return "(%d, %d, %d)".formatted(xOf(index), yOf(index), zOf(index));
  }

  /** Whether there is a voxel at this position. */
  public boolean contains(int atX, int atY, int atZ) {
    return atX >= 0 && atX < x && atY >= 0 && atY < y && atZ >= 0 && atZ < z;
  }

  /** Volume of a voxel in cubic millimetres. */
  public double voxelVolume() {
    return spacingX * spacingY * spacingZ;
  }

  /** Whether both have as many voxels along each axis, of whatever size. */
  public boolean hasShapeOf(Grid other) {
    return x == other.x && y == other.y && z == other.z;
  }

  /** The shape alone, {@code 16 x 16 x 16}. */
  public String shape() {
    return "%d x %d x %d".formatted(x, y, z);
  }
}
