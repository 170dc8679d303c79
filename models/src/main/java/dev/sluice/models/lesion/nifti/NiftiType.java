// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The numbers that voxels are stored as; those of {@code datatype} in nifti1.h that are read. */
public enum NiftiType {
  /** Whole numbers from 0 to 255. */
  UINT8(2, 1),
  /** Whole numbers of 16 bits. */
  INT16(4, 2),
  /** Whole numbers of 32 bits. */
  INT32(8, 4),
  /** IEEE 754 numbers of 32 bits. */
  FLOAT32(16, 4),
  /** IEEE 754 numbers of 64 bits. */
  FLOAT64(64, 8),
  /** Whole numbers from -128 to 127. */
  INT8(256, 1),
  /** Whole numbers from 0 to 65535. */
  UINT16(512, 2);

  private final short code;
  private final int bytes;

  NiftiType(int code, int bytes) {
    this.code = (short) code;
    this.bytes = bytes;
  }

  /** The type of a code, nothing if voxels of that type are not read. */
  static Optional<NiftiType> of(short code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  /** What nifti1.h calls a code, for messages. */
  static String nameOf(short code) {
    return of(code)
        .map(NiftiType::toString)
        .orElseGet(
            () ->
                switch (code) {
                  case 0 -> "unknown";
                  case 1 -> "binary";
                  case 32 -> "complex64";
                  case 128 -> "rgb24";
                  case 768 -> "uint32";
                  case 1024 -> "int64";
                  case 1280 -> "uint64";
                  case 1536 -> "float128";
                  case 1792 -> "complex128";
                  case 2048 -> "complex256";
                  case 2304 -> "rgba32";
                  default -> "no code of NIfTI-1";
                });
  }

  /** The names of all types that are read. */
  static String names() {
    return Arrays.stream(values()).map(NiftiType::toString).collect(Collectors.joining(", "));
  }

  short code() {
    return code;
  }

  /** Bytes of a voxel. */
  public int bytes() {
    return bytes;
  }

  /** The number of the voxel at an index, as it is stored. Exact: each of them is a double. */
  double at(ByteBuffer voxels, int index) {
    int place = index * bytes;
    return switch (this) {
      case UINT8 -> Byte.toUnsignedInt(voxels.get(place));
      case INT16 -> voxels.getShort(place);
      case INT32 -> voxels.getInt(place);
      case FLOAT32 -> voxels.getFloat(place);
      case FLOAT64 -> voxels.getDouble(place);
      case INT8 -> voxels.get(place);
      case UINT16 -> Short.toUnsignedInt(voxels.getShort(place));
    };
  }

  /** The name in lower case, {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
