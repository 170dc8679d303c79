// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import dev.sluice.models.lesion.Grid;

/**
 * The map from voxels to millimetres that a header gives: method 3 of nifti1.h (sform) where its
 * code is above 0, else method 2 (qform), else method 1 (the size of voxels alone).
 */
final class Orientation {
  private static final int AXES = 3;
  private static final int COLUMNS = 4;

  /** What is longer was no turn before it was rounded to 32 bits. */
  private static final double LONGEST = 1 + 1e-3;

  /** Below it nifti1_io takes a * a for what rounding left of the 0 of half a turn. */
  private static final double HALF_TURN = 1e-7;

  private Orientation() {}

  /**
   * The map of a header.
   *
   * @param header as in the file
   * @param grid its voxels, in mm
   * @param millimetres in a unit of the header
   * @throws NiftiException if a number is not finite, or voxels would lie on top of each other
   */
  static Affine of(HeaderBytes header, Grid grid, double millimetres) {
    if (header.shortAt(HeaderBytes.SFORM_CODE) > 0) {
      return sform(header, millimetres);
    }
    if (header.shortAt(HeaderBytes.QFORM_CODE) > 0) {
      return qform(header, grid, millimetres);
    }
    return new Affine(
        new double[] {
          grid.spacingX(), 0, 0, 0, 0, grid.spacingY(), 0, 0, 0, 0, grid.spacingZ(), 0
        });
  }

  private static Affine sform(HeaderBytes header, double millimetres) {
    double[] entries = new double[AXES * COLUMNS];
    for (int e = 0; e < entries.length; e++) {
      String field = "srow_%s[%d]".formatted("xyz".charAt(e / COLUMNS), e % COLUMNS);
      entries[e] = finite(header, field, HeaderBytes.SROW, e) * millimetres;
    }
    Affine affine = new Affine(entries);
    if (affine.determinant() == 0) {
      throw header.wrong(
          "sform_code is %d, but srow is a singular matrix, expected one of full rank"
              .formatted(header.shortAt(HeaderBytes.SFORM_CODE)));
    }
    return affine;
  }

  private static Affine qform(HeaderBytes header, Grid grid, double millimetres) {
    double[][] r = rotation(header);
    double qfac = header.floatAt(HeaderBytes.PIXDIM) < 0 ? -1 : 1;
    double[] scale = {grid.spacingX(), grid.spacingY(), qfac * grid.spacingZ()};
    double[] entries = new double[AXES * COLUMNS];
    for (int row = 0; row < AXES; row++) {
      for (int column = 0; column < AXES; column++) {
        entries[row * COLUMNS + column] = r[row][column] * scale[column];
      }
      entries[row * COLUMNS + AXES] =
          finite(header, "qoffset_" + "xyz".charAt(row), HeaderBytes.QOFFSET, row) * millimetres;
    }
    return new Affine(entries);
  }

  /** The matrix R of nifti1.h, "quaternion representation of rotation matrix (method 2)". */
  private static double[][] rotation(HeaderBytes header) {
    double b = finite(header, "quatern_b", HeaderBytes.QUATERN, 0);
    double c = finite(header, "quatern_c", HeaderBytes.QUATERN, 1);
    double d = finite(header, "quatern_d", HeaderBytes.QUATERN, 2);
    double length = Math.sqrt(b * b + c * c + d * d);
    if (length > LONGEST) {
      throw header.wrong("the quaternion is %s long, expected at most 1".formatted(length));
    }
    double a = 0;
    if (1 - length * length < HALF_TURN) {
      b /= length;
      c /= length;
      d /= length;
    } else {
      a = Math.sqrt(1 - length * length);
    }
    return new double[][] {
      {a * a + b * b - c * c - d * d, 2 * b * c - 2 * a * d, 2 * b * d + 2 * a * c},
      {2 * b * c + 2 * a * d, a * a + c * c - b * b - d * d, 2 * c * d - 2 * a * b},
      {2 * b * d - 2 * a * c, 2 * c * d + 2 * a * b, a * a + d * d - c * c - b * b}
    };
  }

  private static double finite(HeaderBytes header, String field, int array, int index) {
    float value = header.floatAt(array, index);
    if (!Float.isFinite(value)) {
      throw header.wrong("%s is %s, expected a finite number".formatted(field, value));
    }
    return value;
  }
}
