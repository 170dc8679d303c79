// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Endless random bytes that are a function of a key and cannot be told from uniform ones without
 * it: AES-256 in counter mode, from counter 0 on. A key is used for one stream only. Not for
 * several threads.
 */
public final class SecretStream {
  private static final int BUFFER_BYTES = 1024;
  private static final byte[] ZEROS = new byte[BUFFER_BYTES];

  private final Cipher cipher;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int used = BUFFER_BYTES;

  private SecretStream(Cipher cipher) {
    this.cipher = cipher;
  }

  /**
   * The stream of a key of 32 bytes.
   *
   * @throws IllegalArgumentException if the key has another length
   */
  public static SecretStream of(byte[] key) {
    if (key.length != Hkdf.KEY_BYTES) {
      throw new IllegalArgumentException("a key of %d bytes, not 32".formatted(key.length));
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
      return new SecretStream(cipher);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  /** Fills the bytes with the next of the stream. */
  public void nextBytes(byte[] bytes) {
    int done = 0;
    while (done < bytes.length) {
      refill();
      int part = Math.min(bytes.length - done, BUFFER_BYTES - used);
      System.arraycopy(buffer, used, bytes, done, part);
      used += part;
      done += part;
    }
  }

  /** The next 8 bits, from 0 to 255. */
  public int nextByte() {
    refill();
    return buffer[used++] & 0xff;
  }

  /** So many ints of 32 uniform bits. */
  public int[] nextInts(int count) {
    byte[] bytes = new byte[Math.multiplyExact(count, Integer.BYTES)];
    nextBytes(bytes);
    int[] ints = new int[count];
    ByteBuffer.wrap(bytes).asIntBuffer().get(ints);
    return ints;
  }

  /**
   * A uniform whole number from 0 to n - 1, exactly: bits are drawn until they are below n.
   *
   * @throws IllegalArgumentException if n is not positive
   */
  public BigInteger nextBelow(BigInteger n) {
    if (n.signum() <= 0) {
      throw new IllegalArgumentException("no number is below " + n);
    }
    int bits = n.subtract(BigInteger.ONE).bitLength();
    byte[] drawn = new byte[(bits + Byte.SIZE - 1) / Byte.SIZE];
    while (true) {
      nextBytes(drawn);
      if (drawn.length > 0) {
        drawn[0] &= (byte) (0xff >>> (drawn.length * Byte.SIZE - bits));
      }
      BigInteger number = new BigInteger(1, drawn);
      if (number.compareTo(n) < 0) {
        return number;
      }
    }
  }

  private void refill() {
    if (used == BUFFER_BYTES) {
      try {
        cipher.update(ZEROS, 0, BUFFER_BYTES, buffer);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the buffer is as long as its input", e);
      }
      used = 0;
    }
  }
}
