// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static dev.sluice.models.federation.secure.RefusalException.require;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Two shares, sealed by AES-256-GCM for one member. Key and nonce both come by HKDF from the secret
 * that the two sites' share keys agree on, the roster, and the direction: one key seals one
 * message.
 */
final class SealedShares {
  static final int SHARE_BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  static final int CIPHERTEXT_BYTES = 2 * SHARE_BYTES + TAG_BITS / Byte.SIZE;

  private SealedShares() {}

  /** Seals what `from` tells `to`: a share of its seed and one of its private mask key. */
  static byte[] seal(byte[] agreed, Roster roster, String from, String to, byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, agreed, roster, from, to).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("nothing about a plain text can be wrong", e);
    }
  }

  /**
   * Opens it.
   *
   * @throws RefusalException if it was not sealed by these two for this roster, or was changed
   */
  static byte[] open(byte[] agreed, Roster roster, EncryptedShares sealed) {
    // The Java platform answers a text shorter than its tag with an error of another kind.
    require(
        sealed.ciphertext().length == CIPHERTEXT_BYTES,
        "the shares of %s for %s have %d bytes, not %d",
        sealed.from(),
        sealed.to(),
        sealed.ciphertext().length,
        CIPHERTEXT_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, agreed, roster, sealed.from(), sealed.to())
          .doFinal(sealed.ciphertext());
    } catch (GeneralSecurityException e) {
      throw new RefusalException(
          "the shares of %s for %s cannot be read: they were changed, or sealed with another key"
              .formatted(sealed.from(), sealed.to()));
    }
  }

  private static Cipher cipher(int mode, byte[] agreed, Roster roster, String from, String to)
      throws GeneralSecurityException {
    byte[] info = Info.of("seal shares").with(roster.digest()).with(from).with(to).toBytes();
    byte[] keys = Hkdf.derive(agreed, new byte[0], info, Hkdf.KEY_BYTES + NONCE_BYTES);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(keys, 0, Hkdf.KEY_BYTES, "AES"),
        new GCMParameterSpec(
            TAG_BITS, Arrays.copyOfRange(keys, Hkdf.KEY_BYTES, Hkdf.KEY_BYTES + NONCE_BYTES)));
    return cipher;
  }
}
