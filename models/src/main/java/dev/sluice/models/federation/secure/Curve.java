// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** Two keys agree on a secret: X25519 (RFC 7748) of the Java platform. */
final class Curve {
  static final int KEY_BYTES = 32;

  private static final String X25519 = "X25519";
  private static final BigInteger PRIME =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final byte[] BASE_POINT = new byte[KEY_BYTES];

  static {
    BASE_POINT[0] = 9;
  }

  private Curve() {}

  /** The public key of 32 private bytes: X25519(k, 9), section 6.1 of the RFC. */
  static byte[] publicKey(byte[] privateKey) {
    return agree(privateKey, BASE_POINT);
  }

  /**
   * X25519(k, u): 32 bytes, to be put through a key derivation.
   *
   * @throws RefusalException if the public key has not 32 bytes or is a point of low order, with
   *     which every private key agrees on zero
   */
  static byte[] agree(byte[] privateKey, byte[] publicKey) {
    if (publicKey.length != KEY_BYTES) {
      throw new RefusalException(
          "a public key of %d bytes, not %d".formatted(publicKey.length, KEY_BYTES));
    }
    try {
      KeyFactory keys = KeyFactory.getInstance(X25519);
      KeyAgreement agreement = KeyAgreement.getInstance(X25519);
      agreement.init(
          keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey)));
      agreement.doPhase(
          keys.generatePublic(
              new XECPublicKeySpec(NamedParameterSpec.X25519, coordinate(publicKey))),
          true);
      return agreement.generateSecret();
    } catch (InvalidKeyException e) {
      throw new RefusalException("a public key of low order: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform from 11 on has X25519", e);
    }
  }

  /**
   * Whether a site may have this public key: its number is written as the one below 2^255 - 19, so
   * that equal keys are equal bytes, and it is of no low order.
   */
  static boolean isUsable(byte[] publicKey) {
    if (publicKey.length != KEY_BYTES
        || publicKey[KEY_BYTES - 1] < 0
        || coordinate(publicKey).compareTo(PRIME) >= 0) {
      return false;
    }
    try {
      // Every private key is a multiple of 8: one of them tells for all.
      agree(new byte[KEY_BYTES], publicKey);
      return true;
    } catch (RefusalException e) {
      return false;
    }
  }

  /** Lowest byte first; the highest bit does not count (section 5). */
  private static BigInteger coordinate(byte[] publicKey) {
    byte[] highestFirst = new byte[KEY_BYTES];
    for (int b = 0; b < KEY_BYTES; b++) {
      highestFirst[KEY_BYTES - 1 - b] = publicKey[b];
    }
    highestFirst[0] &= 0x7f;
    return new BigInteger(1, highestFirst);
  }
}
