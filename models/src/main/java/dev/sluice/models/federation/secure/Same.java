// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import java.util.Arrays;

/** Whether two messages of one sender say the same, byte by byte. */
final class Same {
  private Same() {}

  static boolean keys(Keys a, Keys b) {
    return Arrays.equals(a.publicMaskKey(), b.publicMaskKey())
        && Arrays.equals(a.publicShareKey(), b.publicShareKey());
  }

  /** Whether one key of each is the same. */
  static boolean key(Keys a, Keys b) {
    return Arrays.equals(a.publicMaskKey(), b.publicMaskKey())
        || Arrays.equals(a.publicMaskKey(), b.publicShareKey())
        || Arrays.equals(a.publicShareKey(), b.publicMaskKey())
        || Arrays.equals(a.publicShareKey(), b.publicShareKey());
  }

  static boolean shares(EncryptedShares a, EncryptedShares b) {
    return Arrays.equals(a.ciphertext(), b.ciphertext());
  }

  static boolean updates(MaskedUpdate a, MaskedUpdate b) {
    return a.vector().words() == b.vector().words()
        && Arrays.equals(a.vector().values(), b.vector().values())
        && Arrays.equals(a.seedCommitment(), b.seedCommitment())
        && Arrays.equals(a.membersDigest(), b.membersDigest());
  }

  static boolean reveals(RevealedShares a, RevealedShares b) {
    return Arrays.equals(a.shares(), b.shares(), Same::share);
  }

  private static int share(RevealedShare a, RevealedShare b) {
    boolean same =
        a.of().equals(b.of())
            && a.survives() == b.survives()
            && Arrays.equals(a.share(), b.share());
    return same ? 0 : 1;
  }
}
