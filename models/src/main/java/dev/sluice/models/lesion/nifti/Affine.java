// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

/**
 * Where the voxels are: from places (i, j, k) in the array to millimetres (x, y, z) to the right,
 * to the front and upwards. Nobody changes the array of one that was handed on.
 *
 * @param entries [4 row + column], three rows of a 3 x 3 matrix and a shift in mm
 */
public record Affine(double[] entries) {
  private static final int COLUMNS = 4;
  private static final int ENTRIES = 3 * COLUMNS;

  /**
   * An affine map.
   *
   * @throws IllegalArgumentException if there are not three rows of four
   */
  public Affine {
    if (entries.length != ENTRIES) {
      throw new IllegalArgumentException(entries.length + " entries of an affine map of 12");
    }
  }

  /** The entry in a row and a column; column 3 is the shift. */
  public double at(int row, int column) {
    return entries[COLUMNS * row + column];
  }

  /** One coordinate in mm, 0 to 2, of the centre of a voxel. */
  public double coordinate(int row, int i, int j, int k) {
    return at(row, 0) * i + at(row, 1) * j + at(row, 2) * k + at(row, 3);
  }

  /** Determinant of the 3 x 3 matrix; 0 if voxels lie on top of each other. */
  public double determinant() {
    return at(0, 0) * (at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1))
        - at(0, 1) * (at(1, 0) * at(2, 2) - at(1, 2) * at(2, 0))
        + at(0, 2) * (at(1, 0) * at(2, 1) - at(1, 1) * at(2, 0));
  }

  /** Whether no entry differs by more than a tolerance in mm. */
  public boolean isWithin(double tolerance, Affine other) {
    for (int e = 0; e < ENTRIES; e++) {
      if (!(Math.abs(entries[e] - other.entries[e]) <= tolerance)) {
        return false;
      }
    }
    return true;
  }
}
