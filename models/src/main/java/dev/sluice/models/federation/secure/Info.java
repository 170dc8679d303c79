// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a key is for, as bytes that are the same for no two different lists of parts: every part has
 * its length before it.
 */
final class Info {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Info() {}

  static Info of(String purpose) {
    return new Info().with("sluice-federation-1").with(purpose);
  }

  Info with(String part) {
    return with(part.getBytes(StandardCharsets.UTF_8));
  }

  Info with(long part) {
    return with(ByteBuffer.allocate(Long.BYTES).putLong(part).array());
  }

  Info with(byte[] part) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    bytes.writeBytes(part);
    return this;
  }

  Info with(RoundId id) {
    return with(id.federation()).with(id.round()).with(id.attempt());
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** SHA-256 of all parts. */
  byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(toBytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
