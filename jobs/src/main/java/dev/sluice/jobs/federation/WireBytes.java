// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation;

import dev.sluice.models.federation.RingVector;
import java.nio.ByteBuffer;

/** Bytes in records of a federation, as sites write them and the coordinator reads them. */
public final class WireBytes {

  private WireBytes() {}

  /** Each number big-endian: its highest word, which is the last in the ring, first. */
  public static byte[] of(RingVector numbers) {
    int words = numbers.words();
    ByteBuffer bytes = ByteBuffer.allocate(numbers.values().length * Integer.BYTES);
    for (int first = 0; first < numbers.values().length; first += words) {
      for (int word = words - 1; word >= 0; word--) {
        bytes.putInt(numbers.values()[first + word]);
      }
    }
    return bytes.array();
  }

  /**
   * The numbers that {@link #of} wrote.
   *
   * @param bytes of whole numbers of so many words
   */
  public static RingVector numbers(int words, ByteBuffer bytes) {
    ByteBuffer buffer = bytes.duplicate();
    int[] values = new int[buffer.remaining() / Integer.BYTES];
    for (int first = 0; first < values.length; first += words) {
      for (int word = words - 1; word >= 0; word--) {
        values[first + word] = buffer.getInt();
      }
    }
    return new RingVector(words, values);
  }

  /** What is left in a buffer, which stays as it is. */
  public static byte[] copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
