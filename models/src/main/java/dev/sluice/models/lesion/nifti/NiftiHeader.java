// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import dev.sluice.models.lesion.Grid;

/**
 * What a header says of the bytes that follow it, checked whole.
 *
 * @param bytes as in the file
 * @param grid voxels along three axes, spacing in mm
 * @param type of each voxel
 * @param scaled whether slope and inter count
 * @param slope of what is stored, {@code scl_slope}
 * @param inter what is added to it, {@code scl_inter}
 * @param affine where the voxels are, in mm
 * @param voxelsStart byte of the file where the first voxel starts, {@code vox_offset}
 */
record NiftiHeader(
    HeaderBytes bytes,
    Grid grid,
    NiftiType type,
    boolean scaled,
    double slope,
    double inter,
    Affine affine,
    int voxelsStart) {

  /** In a single file the 4 bytes after the header say whether extensions follow. */
  static final int FIRST_START = HeaderBytes.SIZE + 4;

  /** Voxels of a single file are one array of bytes. */
  static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

  private static final int AXES = 3;
  private static final int UNITS_OF_SPACE = 0x07;

  /**
   * Reads what a header says.
   *
   * @param mostBytes of the whole file, not compressed
   * @throws NiftiException if a field is wrong or not read here, or the file would be too large
   */
  static NiftiHeader of(HeaderBytes bytes, long mostBytes) {
    NiftiType type = type(bytes);
    int[] shape = shape(bytes);
    int start = start(bytes);
    long voxels = (long) shape[0] * shape[1] * shape[2];
    long most = Math.min(mostBytes, MOST_BYTES);
    if (start + voxels * type.bytes() > most) {
      throw bytes.wrong(
          "promises %d x %d x %d voxels of %s from byte %d on, expected a file of at most %d bytes"
              .formatted(shape[0], shape[1], shape[2], type, start, most));
    }
    double millimetres = millimetres(bytes);
    Grid grid =
        new Grid(
            shape[0],
            shape[1],
            shape[2],
            spacing(bytes, 1) * millimetres,
            spacing(bytes, 2) * millimetres,
            spacing(bytes, AXES) * millimetres);
    float slope = bytes.floatAt(HeaderBytes.SCL_SLOPE);
    float inter = bytes.floatAt(HeaderBytes.SCL_INTER);
    boolean given = slope != 0 && Float.isFinite(slope);
    if (given && !Float.isFinite(inter)) {
      throw bytes.wrong("scl_inter is %s, expected a finite number".formatted(inter));
    }
    // What is stored then is the number; adding 0 would lose the sign of -0.
    boolean same = slope == 1 && inter == 0;
    return new NiftiHeader(
        bytes,
        grid,
        type,
        given && !same,
        slope,
        inter,
        Orientation.of(bytes, grid, millimetres),
        start);
  }

  /** How many bytes the voxels take. */
  int voxelBytes() {
    return grid.size() * type.bytes();
  }

  /** How many bytes the whole file has, not compressed. */
  long fileBytes() {
    return (long) voxelsStart + voxelBytes();
  }

  private static NiftiType type(HeaderBytes bytes) {
    short code = bytes.shortAt(HeaderBytes.DATATYPE);
    NiftiType type =
        NiftiType.of(code)
            .orElseThrow(
                () ->
                    bytes.wrong(
                        "datatype %d (%s), expected one of %s"
                            .formatted(code, NiftiType.nameOf(code), NiftiType.names())));
    int bits = bytes.shortAt(HeaderBytes.BITPIX);
    if (bits != type.bytes() * Byte.SIZE) {
      throw bytes.wrong(
          "bitpix is %d, expected %d for datatype %d (%s)"
              .formatted(bits, type.bytes() * Byte.SIZE, code, type));
    }
    return type;
  }

  private static int[] shape(HeaderBytes bytes) {
    int axes = bytes.shortAt(HeaderBytes.DIM);
    if (axes < 1 || axes > HeaderBytes.MOST_AXES) {
      throw bytes.wrong("dim[0] is %d, expected 1 to 7 axes".formatted(axes));
    }
    int[] shape = {1, 1, 1};
    for (int axis = 1; axis <= axes; axis++) {
      int length = bytes.shortAt(HeaderBytes.DIM, axis);
      if (length < 1) {
        throw bytes.wrong("dim[%d] is %d, expected at least one voxel".formatted(axis, length));
      }
      if (axis <= AXES) {
        shape[axis - 1] = length;
      } else if (length > 1) {
        throw bytes.wrong(
            "dim[%d] is %d, expected 1 (one volume of three axes)".formatted(axis, length));
      }
    }
    return shape;
  }

  /** Of axes that the file does not have nobody writes the spacing. */
  private static double spacing(HeaderBytes bytes, int axis) {
    float spacing = bytes.floatAt(HeaderBytes.PIXDIM, axis);
    if (spacing > 0 && Float.isFinite(spacing)) {
      return spacing;
    }
    if (axis <= bytes.shortAt(HeaderBytes.DIM)) {
      throw bytes.wrong("pixdim[%d] is %s, expected a positive number".formatted(axis, spacing));
    }
    return 1;
  }

  private static double millimetres(HeaderBytes bytes) {
    int unit = bytes.byteAt(HeaderBytes.XYZT_UNITS) & UNITS_OF_SPACE;
    return switch (unit) {
      case 0, 2 -> 1;
      case 1 -> 1e3;
      case 3 -> 1e-3;
      default ->
          throw bytes.wrong(
              "xyzt_units names unit %d of space, expected 0 to 3 (unknown, m, mm, micron)"
                  .formatted(unit));
    };
  }

  /** 0 is the default and means the first place there can be, as in nifti1.h. */
  private static int start(HeaderBytes bytes) {
    float start = bytes.floatAt(HeaderBytes.VOX_OFFSET);
    if (start == 0) {
      return FIRST_START;
    }
    if (!(start >= FIRST_START && (double) start <= MOST_BYTES && start == Math.rint(start))) {
      throw bytes.wrong(
          "vox_offset is %s, expected a whole number from %d on, or 0"
              .formatted(start, FIRST_START));
    }
    return (int) start;
  }
}
