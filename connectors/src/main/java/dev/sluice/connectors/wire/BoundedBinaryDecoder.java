// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Decodes Avro binary from an array and believes no length: Avro's own decoder allocates what a
 * length prefix says before it finds out that the bytes are not there. Here every announced byte,
 * and for every announced item at least one byte, must remain.
 */
final class BoundedBinaryDecoder extends Decoder {
  private static final int MAX_VARINT_BITS = 63;

  private final byte[] bytes;
  private int position;

  BoundedBinaryDecoder(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Bytes not yet read. */
  int remaining() {
    return bytes.length - position;
  }

  @Override
  public void readNull() {
    // a null has no bytes
  }

  @Override
  public boolean readBoolean() throws IOException {
    int value = next();
    if (value > 1) {
      throw new IOException("a boolean is " + value);
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new IOException("an int is " + value);
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long zigzag = 0;
    for (int shift = 0; shift <= MAX_VARINT_BITS; shift += 7) {
      int part = next();
      zigzag |= (long) (part & 0x7f) << shift;
      if (part < 0x80) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new IOException("a long has more than ten bytes");
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(littleEndian(Double.BYTES));
  }

  private long littleEndian(int size) throws IOException {
    int end = take(size) + size;
    long value = 0;
    for (int i = 1; i <= size; i++) {
      value = value << 8 | (bytes[end - i] & 0xff);
    }
    return value;
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public String readString() throws IOException {
    int length = length();
    return new String(bytes, take(length), length, StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    skipBytes();
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    byte[] copy = new byte[length()];
    readFixed(copy, 0, copy.length);
    return ByteBuffer.wrap(copy);
  }

  @Override
  public void skipBytes() throws IOException {
    skipFixed(length());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    System.arraycopy(bytes, take(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    take(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return items();
  }

  @Override
  public long arrayNext() throws IOException {
    return items();
  }

  @Override
  public long skipArray() throws IOException {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return items();
  }

  @Override
  public long mapNext() throws IOException {
    return items();
  }

  @Override
  public long skipMap() throws IOException {
    return skipBlocks();
  }

  /** Number of items in the next block; a negative one is followed by the block's size. */
  private long items() throws IOException {
    long count = readLong();
    if (count < 0) {
      readLong();
      count = -count;
    }
    return checked(count, "items");
  }

  /** Skips blocks of stated size; gives the number of items in one that must be skipped singly. */
  private long skipBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      skipBytes();
      count = readLong();
    }
    return checked(count, "items");
  }

  private int length() throws IOException {
    return (int) checked(readLong(), "bytes");
  }

  private long checked(long announced, String what) throws IOException {
    if (announced < 0 || announced > remaining()) {
      throw new EOFException(
          announced + " " + what + " are announced where " + remaining() + " bytes remain");
    }
    return announced;
  }

  private int next() throws IOException {
    return bytes[take(1)] & 0xff;
  }

  /** Moves on by a number of bytes and gives the position of the first. */
  private int take(int length) throws IOException {
    checked(length, "bytes");
    int first = position;
    position += length;
    return first;
  }
}
