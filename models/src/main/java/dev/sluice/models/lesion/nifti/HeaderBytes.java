// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/** The 348 bytes of a header in their own byte order, with the offsets of nifti1.h. */
final class HeaderBytes {
  static final int SIZE = 348;
  static final int MOST_AXES = 7;

  static final int DIM = 40;
  static final int DATATYPE = 70;
  static final int BITPIX = 72;
  static final int PIXDIM = 76;
  static final int VOX_OFFSET = 108;
  static final int SCL_SLOPE = 112;
  static final int SCL_INTER = 116;
  static final int XYZT_UNITS = 123;
  static final int QFORM_CODE = 252;
  static final int SFORM_CODE = 254;
  static final int QUATERN = 256;
  static final int QOFFSET = 268;
  static final int SROW = 280;
  static final int SROW_END = 328;

  private static final int MAGIC = 344;
  private static final byte[] ONE_FILE = {'n', '+', '1', 0};
  private static final byte[] PAIR = {'n', 'i', '1', 0};
  private static final int NIFTI_2 = 540;

  private final String name;
  private final byte[] array;
  private final ByteBuffer bytes;

  private HeaderBytes(String name, byte[] array, ByteOrder order) {
    this.name = name;
    this.array = array;
    this.bytes = ByteBuffer.wrap(array).order(order);
  }

  /** A header of zeros but for its size and its magic. */
  static HeaderBytes blank(String name, ByteOrder order) {
    HeaderBytes header = new HeaderBytes(name, new byte[SIZE], order);
    header.bytes.putInt(0, SIZE).put(MAGIC, ONE_FILE);
    return header;
  }

  /**
   * The header of a file; its order is that in which its first number is its size.
   *
   * @param name of the file
   * @param header 348 bytes
   * @throws NiftiException if it is none of a single file of NIfTI-1
   */
  static HeaderBytes of(String name, byte[] header) {
    int little = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    int big = Integer.reverseBytes(little);
    if (little == NIFTI_2 || big == NIFTI_2) {
      throw new NiftiException(name, "sizeof_hdr is 540 (NIfTI-2), expected 348 (NIfTI-1)");
    }
    if (little != SIZE && big != SIZE) {
      throw new NiftiException(
          name, "sizeof_hdr is %d or %d, expected 348 (NIfTI-1)".formatted(little, big));
    }
    requireOneFile(name, Arrays.copyOfRange(header, MAGIC, SIZE));
    return new HeaderBytes(
        name, header, little == SIZE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  private static void requireOneFile(String name, byte[] magic) {
    if (Arrays.equals(magic, PAIR)) {
      throw new NiftiException(
          name, "magic is ni1 (a pair of .hdr and .img), expected n+1 (a single file)");
    }
    if (!Arrays.equals(magic, ONE_FILE)) {
      throw new NiftiException(
          name,
          "magic is %s, expected %s (n+1, a single file of NIfTI-1)"
              .formatted(hex(magic), hex(ONE_FILE)));
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  /** What to throw about this file. */
  NiftiException wrong(String problem) {
    return new NiftiException(name, problem);
  }

  ByteOrder order() {
    return bytes.order();
  }

  byte[] toArray() {
    return array;
  }

  byte byteAt(int offset) {
    return bytes.get(offset);
  }

  short shortAt(int offset) {
    return bytes.getShort(offset);
  }

  float floatAt(int offset) {
    return bytes.getFloat(offset);
  }

  /** The short at an index of an array, such as {@code dim}. */
  short shortAt(int array, int index) {
    return bytes.getShort(array + Short.BYTES * index);
  }

  /** The float at an index of an array, such as {@code pixdim}. */
  float floatAt(int array, int index) {
    return bytes.getFloat(array + Float.BYTES * index);
  }

  void putByte(int offset, int value) {
    bytes.put(offset, (byte) value);
  }

  void putShort(int array, int index, int value) {
    bytes.putShort(array + Short.BYTES * index, (short) value);
  }

  void putFloat(int array, int index, double value) {
    bytes.putFloat(array + Float.BYTES * index, (float) value);
  }

  /** A header of which only the fields are set that say where its voxels are. */
  HeaderBytes spaceAlone(String newName) {
    HeaderBytes space = blank(newName, order());
    space.copy(this, DIM, DIM + (MOST_AXES + 1) * Short.BYTES);
    space.copy(this, PIXDIM, PIXDIM + (MOST_AXES + 1) * Float.BYTES);
    space.copy(this, XYZT_UNITS, XYZT_UNITS + 1);
    space.copy(this, QFORM_CODE, SROW_END);
    return space;
  }

  private void copy(HeaderBytes from, int start, int end) {
    bytes.put(start, from.toArray(), start, end - start);
  }
}
