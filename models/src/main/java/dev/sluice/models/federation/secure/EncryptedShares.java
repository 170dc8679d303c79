// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

/**
 * Second message of a site, one for each other member of the roster: that member's shares of the
 * sender's two secrets, which the coordinator passes on and cannot read.
 *
 * @param from who shares
 * @param to who alone can read it
 * @param ciphertext 80 bytes: two shares of 32 bytes, and the tag of AES-GCM
 */
public record EncryptedShares(String from, String to, byte[] ciphertext) {

  /** Whether the ciphertext has its size. */
  public boolean isSealed() {
    return ciphertext.length == SealedShares.CIPHERTEXT_BYTES;
  }
}
