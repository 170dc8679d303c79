// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalDouble;

/**
 * One volume in a file of NIfTI-1, with all bytes that the file has: what was read is written as it
 * was. Immutable.
 */
public final class NiftiImage {
  /**
   * How far entries of the maps of two images in the same space may differ; of spacings a share.
   */
  private static final double SAME = 1e-3;

  private static final String MADE = "an image to write";
  private static final int MILLIMETRES = 2;

  /** "Coordinates aligned to another file's, or to anatomical truth", in nifti1.h. */
  private static final int ALIGNED = 2;

  private final NiftiHeader header;
  private final byte[] extension;
  private final byte[] voxels;

  /** What follows the header in the file up to the first voxel, and the voxels. */
  NiftiImage(NiftiHeader header, byte[] extension, byte[] voxels) {
    this.header = header;
    this.extension = extension;
    this.voxels = voxels;
  }

  /**
   * An image of 32-bit floats, little-endian and not scaled, whose first voxel is at 0 mm and whose
   * axes are those of space.
   *
   * @throws IllegalArgumentException if the grid has no place in a header: more than 32,767 voxels
   *     along an axis, more than 2 GB, or a spacing that no 32-bit float has
   */
  public static NiftiImage of(Volume volume) {
    return made(header(volume.grid()), volume);
  }

  /**
   * An image of 32-bit floats, not scaled, in the space of another image: its byte order, axes,
   * spacing, units, sform and qform. Texts and extensions, which may name a patient, are not taken
   * over.
   *
   * @throws IllegalArgumentException if the volume has another shape or spacing
   */
  public static NiftiImage of(Volume volume, NiftiImage space) {
    return made(space.headerFor(volume.grid()), volume);
  }

  /** An image of 0 and 1 as uint8; as {@link #of(Volume)}. */
  public static NiftiImage of(Mask mask) {
    return made(header(mask.grid()), mask);
  }

  /** An image of 0 and 1 as uint8; as {@link #of(Volume, NiftiImage)}. */
  public static NiftiImage of(Mask mask, NiftiImage space) {
    return made(space.headerFor(mask.grid()), mask);
  }

  /** Voxels along three axes and their spacing in mm, {@code dim} and {@code pixdim}. */
  public Grid grid() {
    return header.grid();
  }

  /** What the voxels are stored as. */
  public NiftiType type() {
    return header.type();
  }

  /** Where the voxels are: sform where its code is above 0, else qform, else the spacing alone. */
  public Affine affine() {
    return header.affine();
  }

  /**
   * The numbers in the voxels, scaled where the header says so, as the nearest 32-bit floats: from
   * int32 and float64 digits are lost, and what is beyond 3.4e38 is infinite. NaN and infinities
   * stay.
   */
  public Volume volume() {
    float[] numbers = new float[grid().size()];
    ByteBuffer stored = stored();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) number(stored, i);
    }
    return new Volume(grid(), numbers);
  }

  /**
   * The voxels whose number, scaled and in 64 bits, is above a threshold.
   *
   * @throws NiftiException if one is NaN, of which nobody can say whether it is within; the message
   *     has the position of the first one, counted from 0
   */
  public Mask mask(double threshold) {
    boolean[] within = new boolean[grid().size()];
    ByteBuffer stored = stored();
    for (int i = 0; i < within.length; i++) {
      double number = number(stored, i);
      if (Double.isNaN(number)) {
        throw header
            .bytes()
            .wrong("voxel %s is NaN, expected a number".formatted(grid().position(i)));
      }
      within[i] = number > threshold;
    }
    return new Mask(grid(), within);
  }

  /**
   * The first number, scaled and in 64 bits, that is below or above bounds; none if there is no
   * such one. NaN is neither.
   */
  public OptionalDouble firstBeyond(double least, double most) {
    ByteBuffer stored = stored();
    for (int i = 0; i < grid().size(); i++) {
      double number = number(stored, i);
      if (number < least || number > most) {
        return OptionalDouble.of(number);
      }
    }
    return OptionalDouble.empty();
  }

  /** Whether each number, scaled and in 64 bits, is one of two. */
  public boolean holdsOnly(double one, double other) {
    ByteBuffer stored = stored();
    for (int i = 0; i < grid().size(); i++) {
      double number = number(stored, i);
      if (number != one && number != other) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether both have as many voxels along each axis, and maps of which no entry differs by more
   * than 0.001.
   */
  public boolean sameSpaceAs(NiftiImage other) {
    return grid().hasShapeOf(other.grid()) && affine().isWithin(SAME, other.affine());
  }

  NiftiHeader header() {
    return header;
  }

  byte[] extension() {
    return extension;
  }

  byte[] voxels() {
    return voxels;
  }

  private double number(ByteBuffer stored, int index) {
    double x = header.type().at(stored, index);
    return header.scaled() ? header.slope() * x + header.inter() : x;
  }

  private ByteBuffer stored() {
    return ByteBuffer.wrap(voxels).order(header.bytes().order());
  }

  private static NiftiImage made(HeaderBytes bytes, Volume volume) {
    NiftiHeader header = typed(bytes, NiftiType.FLOAT32);
    ByteBuffer stored = ByteBuffer.allocate(header.voxelBytes()).order(bytes.order());
    for (float number : volume.voxels()) {
      stored.putFloat(number);
    }
    return new NiftiImage(header, noExtension(), stored.array());
  }

  private static NiftiImage made(HeaderBytes bytes, Mask mask) {
    NiftiHeader header = typed(bytes, NiftiType.UINT8);
    byte[] stored = new byte[header.voxelBytes()];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = (byte) (mask.voxels()[i] ? 1 : 0);
    }
    return new NiftiImage(header, noExtension(), stored);
  }

  private static byte[] noExtension() {
    return new byte[NiftiHeader.FIRST_START - HeaderBytes.SIZE];
  }

  private static NiftiHeader typed(HeaderBytes bytes, NiftiType type) {
    bytes.putShort(HeaderBytes.DATATYPE, 0, type.code());
    bytes.putShort(HeaderBytes.BITPIX, 0, type.bytes() * Byte.SIZE);
    bytes.putFloat(HeaderBytes.VOX_OFFSET, 0, NiftiHeader.FIRST_START);
    bytes.putFloat(HeaderBytes.SCL_SLOPE, 0, 1);
    return NiftiHeader.of(bytes, NiftiHeader.MOST_BYTES);
  }

  /** Both maps are written, since there are programs that read one of them only. */
  private static HeaderBytes header(Grid grid) {
    HeaderBytes bytes = HeaderBytes.blank(MADE, ByteOrder.LITTLE_ENDIAN);
    int[] shape = {grid.x(), grid.y(), grid.z()};
    double[] spacing = {grid.spacingX(), grid.spacingY(), grid.spacingZ()};
    bytes.putShort(HeaderBytes.DIM, 0, shape.length);
    bytes.putFloat(HeaderBytes.PIXDIM, 0, 1);
    for (int axis = 1; axis <= HeaderBytes.MOST_AXES; axis++) {
      boolean ofSpace = axis <= shape.length;
      int length = ofSpace ? shape[axis - 1] : 1;
      if (length > Short.MAX_VALUE) {
        throw bytes.wrong(
            "%d voxels along an axis, expected at most %d".formatted(length, Short.MAX_VALUE));
      }
      bytes.putShort(HeaderBytes.DIM, axis, length);
      bytes.putFloat(HeaderBytes.PIXDIM, axis, ofSpace ? spacing[axis - 1] : 1);
    }
    bytes.putByte(HeaderBytes.XYZT_UNITS, MILLIMETRES);
    bytes.putShort(HeaderBytes.QFORM_CODE, 0, ALIGNED);
    bytes.putShort(HeaderBytes.SFORM_CODE, 0, ALIGNED);
    for (int axis = 0; axis < shape.length; axis++) {
      bytes.putFloat(HeaderBytes.SROW, axis * (shape.length + 2), spacing[axis]);
    }
    return bytes;
  }

  private HeaderBytes headerFor(Grid other) {
    Grid grid = grid();
    if (!grid.hasShapeOf(other) || !isSpacedLike(other)) {
      throw new IllegalArgumentException(
          "%s has no place in the space of %s".formatted(other, grid));
    }
    return header.bytes().spaceAlone(MADE);
  }

  private boolean isSpacedLike(Grid other) {
    return isAlike(grid().spacingX(), other.spacingX())
        && isAlike(grid().spacingY(), other.spacingY())
        && isAlike(grid().spacingZ(), other.spacingZ());
  }

  private static boolean isAlike(double spacing, double other) {
    return Math.abs(spacing - other) <= SAME * spacing;
  }
}
