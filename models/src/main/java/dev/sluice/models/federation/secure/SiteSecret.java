// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import java.nio.charset.StandardCharsets;

/**
 * The 32 bytes a site keeps to itself and all its randomness comes from. They never leave the site,
 * and are not part of any state: who loses them cannot repeat what it said.
 */
public final class SiteSecret {
  private final byte[] secret;
  private final String site;

  /**
   * The secret of a site.
   *
   * @param secret 32 bytes of a good random source
   * @param site its name; two sites that are given the same secret still have different keys
   * @throws IllegalArgumentException if the secret has another length, or the name is empty or has
   *     half a surrogate pair
   */
  public SiteSecret(byte[] secret, String site) {
    if (secret.length != Hkdf.KEY_BYTES) {
      throw new IllegalArgumentException(
          "a site's secret has 32 bytes, and not %d".formatted(secret.length));
    }
    if (!isName(site)) {
      throw new IllegalArgumentException("a site's name is text that is not empty");
    }
    this.secret = secret.clone();
    this.site = site;
  }

  /** Whether it is text that UTF-8 can tell from all other texts, and not empty. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(name);
  }

  /** Whose it is. */
  public String site() {
    return site;
  }

  /** A key of 32 bytes, a function of all parts. */
  byte[] key(Info info) {
    return Hkdf.key(secret, info.with(site));
  }

  /**
   * Random bytes for one purpose.
   *
   * @param federation its name
   * @param purpose what they are for; other purposes have unrelated bytes
   * @param index counters, such as the number of the release
   */
  public SecretStream stream(String federation, String purpose, long... index) {
    Info info = Info.of("stream").with(purpose).with(federation).with(index.length);
    for (long i : index) {
      info.with(i);
    }
    return SecretStream.of(key(info));
  }

  /** Tells nothing but whose it is. */
  @Override
  public String toString() {
    return "secret of " + site;
  }
}
