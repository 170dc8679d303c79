// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A file composed field by field, by the offsets of nifti1.h and by nothing of the reader's. */
final class NiftiBytes {
  static final long MOST = 1 << 20;
  static final String NAME = "case.nii";

  private static final Map<String, Integer> SHORTS =
      Map.of("dim", 40, "datatype", 70, "bitpix", 72, "qform_code", 252, "sform_code", 254);
  private static final Map<String, Integer> FLOATS =
      Map.of(
          "pixdim",
          76,
          "vox_offset",
          108,
          "scl_slope",
          112,
          "scl_inter",
          116,
          "quatern",
          256,
          "qoffset",
          268,
          "srow_x",
          280,
          "srow_y",
          296,
          "srow_z",
          312);

  final ByteBuffer header;
  byte[] extension = new byte[4];
  ByteBuffer voxels = ByteBuffer.allocate(0);

  private NiftiBytes(ByteOrder order) {
    header = ByteBuffer.allocate(348).order(order);
  }

  /** A valid file: 2 x 3 x 2 voxels of 1 x 2 x 4 mm, all of them 0. */
  static NiftiBytes of(ByteOrder order, int datatype, int bytesOfVoxel) {
    return shaped(order, datatype, bytesOfVoxel, 2, 3, 2).put("pixdim[2]", 2).put("pixdim[3]", 4);
  }

  static NiftiBytes little(int datatype, int bytesOfVoxel) {
    return of(ByteOrder.LITTLE_ENDIAN, datatype, bytesOfVoxel);
  }

  /** A valid file of voxels of 1 mm. */
  static NiftiBytes shaped(ByteOrder order, int datatype, int bytesOfVoxel, int... shape) {
    NiftiBytes file = new NiftiBytes(order).put("dim[0]", shape.length);
    int size = bytesOfVoxel;
    for (int axis = 1; axis <= shape.length; axis++) {
      file.put("dim[" + axis + "]", shape[axis - 1]).put("pixdim[" + axis + "]", 1);
      size *= shape[axis - 1];
    }
    file.header.putInt(0, 348).put(344, new byte[] {0x6e, 0x2b, 0x31, 0});
    file.voxels = ByteBuffer.allocate(size).order(order);
    return file.put("datatype", datatype)
        .put("bitpix", 8 * bytesOfVoxel)
        .put("vox_offset", 352)
        .put("xyzt_units", 2);
  }

  /** Sets {@code field} or {@code field[index]}. */
  NiftiBytes put(String field, double value) {
    String[] parts = field.split("[\\[\\]]", -1);
    int index = parts.length == 1 ? 0 : Integer.parseInt(parts[1]);
    if (SHORTS.containsKey(parts[0])) {
      header.putShort(SHORTS.get(parts[0]) + 2 * index, (short) value);
    } else if (FLOATS.containsKey(parts[0])) {
      header.putFloat(FLOATS.get(parts[0]) + 4 * index, (float) value);
    } else {
      switch (parts[0]) {
        case "sizeof_hdr" -> header.putInt(0, (int) value);
        case "xyzt_units" -> header.put(123, (byte) value);
        case "magic" -> header.put(344 + index, (byte) value);
        default -> throw new IllegalArgumentException(field);
      }
    }
    return this;
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(348 + extension.length + voxels.capacity())
        .put(header.array())
        .put(extension)
        .put(voxels.array())
        .array();
  }

  NiftiImage read() {
    return read(toBytes());
  }

  static NiftiImage read(byte[] bytes) {
    return read(bytes, MOST);
  }

  static NiftiImage read(byte[] bytes, long most) {
    try {
      return NiftiReader.read(new ByteArrayInputStream(bytes), most, NAME);
    } catch (IOException e) {
      throw new AssertionError("an array gives no such error", e);
    }
  }

  static byte[] written(NiftiImage image, boolean gzip) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      NiftiWriter.write(image, out, gzip);
    } catch (IOException e) {
      throw new AssertionError("an array gives no such error", e);
    }
    return out.toByteArray();
  }

  static byte[] zipped(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError("an array gives no such error", e);
    }
    return out.toByteArray();
  }
}
