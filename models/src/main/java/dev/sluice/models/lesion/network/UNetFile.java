// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Weights of a 3-D U-Net in a file. Its bytes, all numbers big endian:
 *
 * <pre>
 * "sluice-unet-1\n"   14 characters, 1 the version of the format
 * edge, base, levels  4 bytes each
 * weights             4 bytes: how many
 * weights             4 bytes each, a float, in the order of the network's layout
 * checksum            8 bytes: CRC-32 of all before
 * </pre>
 */
public final class UNetFile {
  private static final String FORMAT = "sluice-unet-";
  private static final String MAGIC = FORMAT + "1\n";
  private static final int CHECKSUM = Long.BYTES;

  private UNetFile() {}

  /** The bytes of a file. */
  public static byte[] write(UNetWeights weights) {
    float[] values = weights.values();
    int size = MAGIC.length() + 4 * Integer.BYTES + values.length * Float.BYTES + CHECKSUM;
    ByteBuffer bytes = ByteBuffer.allocate(size);
    UNetSettings settings = weights.settings();
    bytes.put(MAGIC.getBytes(StandardCharsets.US_ASCII));
    bytes.putInt(settings.edge()).putInt(settings.base()).putInt(settings.levels());
    bytes.putInt(values.length);
    for (float value : values) {
      bytes.putFloat(value);
    }
    bytes.putLong(checksum(bytes.array(), bytes.position()));
    return bytes.array();
  }

  /**
   * Weights from the bytes of a file.
   *
   * @throws IOException if they are not those of one, are torn, or of a version that is not known;
   *     the message says which
   */
  public static UNetWeights read(byte[] file) throws IOException {
    String magic =
        new String(file, 0, Math.min(file.length, MAGIC.length()), StandardCharsets.US_ASCII);
    if (!magic.equals(MAGIC)) {
      throw new IOException(
          magic.startsWith(FORMAT) && magic.length() == MAGIC.length()
              ? "weights of a U-Net in format %s, not 1"
                  .formatted(magic.substring(FORMAT.length()).strip())
              : "no weights of a U-Net");
    }
    int end = file.length - CHECKSUM;
    if (end < MAGIC.length() || ByteBuffer.wrap(file).getLong(end) != checksum(file, end)) {
      throw new IOException("weights of a U-Net whose checksum is wrong");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file, MAGIC.length(), end - MAGIC.length());
    try {
      UNetSettings settings = new UNetSettings(bytes.getInt(), bytes.getInt(), bytes.getInt());
      int count = bytes.getInt();
      if (bytes.remaining() != (long) count * Float.BYTES) {
        throw new IOException(
            "%d weights of a U-Net in %d bytes".formatted(count, bytes.remaining()));
      }
      float[] values = new float[count];
      bytes.asFloatBuffer().get(values);
      return new UNetWeights(settings, values);
    } catch (BufferUnderflowException e) {
      throw new IOException("weights of a U-Net without their number", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("weights of a U-Net that cannot be: " + e.getMessage(), e);
    }
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
