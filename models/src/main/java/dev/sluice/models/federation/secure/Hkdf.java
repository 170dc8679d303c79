// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** Keys from keys: HKDF with SHA-256 (RFC 5869), of Bouncy Castle. */
final class Hkdf {
  static final int KEY_BYTES = 32;

  private Hkdf() {}

  /** A key of 32 bytes for one purpose. */
  static byte[] key(byte[] secret, Info info) {
    return derive(secret, new byte[0], info.toBytes(), KEY_BYTES);
  }

  static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(secret, salt, info));
    byte[] key = new byte[length];
    generator.generateBytes(key, 0, length);
    return key;
  }
}
