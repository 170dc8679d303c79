// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Algorithm;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Mode;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;

/**
 * A secret in n shares, any t of which give it and fewer of which tell nothing: Shamir, "How to
 * share a secret", CACM 1979, byte by byte over the field of 256 elements, of Bouncy Castle.
 */
final class Sharing {
  /** The field has as many places but zero. */
  static final int MOST_SHARES = 255;

  /** Joining counts shares in a signed byte in Bouncy Castle 1.83: above, it fails. */
  static final int HIGHEST_THRESHOLD = 128;

  private Sharing() {}

  /** Shares for the places 0 to n - 1, each as long as the secret. */
  static byte[][] split(byte[] secret, int threshold, int shares, SecretStream coefficients) {
    // The splitter of Bouncy Castle 1.83 has room for as many shares as its "length of the secret",
    // and not for as many as are asked for: with a longer length, coefficients are longer, too, and
    // what exceeds the secret is not used.
    int room = Math.max(secret.length, shares);
    ShamirSplitSecretShare[] split =
        new ShamirSecretSplitter(
                Algorithm.AES, Mode.Native, room, new StreamAsSecureRandom(coefficients))
            .resplit(secret, threshold, shares)
            .getSecretShares();
    byte[][] result = new byte[shares][];
    for (int place = 0; place < shares; place++) {
      result[place] = bytes(split[place]);
    }
    return result;
  }

  /** The secret of at least t shares by place; of fewer, something that is not it. */
  static byte[] join(Map<Integer, byte[]> shares) {
    List<ShamirSplitSecretShare> list = new ArrayList<>();
    shares.forEach((place, share) -> list.add(new ShamirSplitSecretShare(share, place + 1)));
    try {
      return new ShamirSplitSecret(
              Algorithm.AES, Mode.Native, list.toArray(new ShamirSplitSecretShare[0]))
          .getSecret();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ShamirSplitSecretShare share) {
    try {
      return share.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the library draws from: the coefficients of a replay are those of the first time. */
  private static final class StreamAsSecureRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient SecretStream stream;

    StreamAsSecureRandom(SecretStream stream) {
      // Neither provider nor seed: every byte is drawn below.
      super(null, null);
      this.stream = stream;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      stream.nextBytes(bytes);
    }
  }
}
