// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import dev.sluice.models.federation.RingVector;

/** The two kinds of masks (Bonawitz et al., section 4.0.3): PRG(b_u), and PRG(s_uv) with a sign. */
final class Masks {
  private Masks() {}

  /** The mask of a site's own, which hides its numbers even if its pairwise masks come out. */
  static RingVector self(byte[] seed, Roster roster, String site, int words, int length) {
    return uniform(
        Hkdf.key(seed, Info.of("self mask").with(roster.digest()).with(site)), words, length);
  }

  /** Tells a seed from all others, and nothing of its mask. */
  static byte[] commitment(byte[] seed, Roster roster, String site) {
    return Hkdf.key(seed, Info.of("seed commitment").with(roster.digest()).with(site));
  }

  /**
   * Adds to a site's numbers the mask it has in common with another; the other subtracts it. Who
   * adds is who comes first in the order of names.
   *
   * @param privateMaskKey of the site
   */
  static RingVector addPair(
      RingVector vector, byte[] privateMaskKey, Roster roster, String site, String other) {
    boolean first = site.compareTo(other) < 0;
    byte[] agreed = Curve.agree(privateMaskKey, roster.keys(other).publicMaskKey());
    Info info =
        Info.of("pair mask")
            .with(roster.digest())
            .with(first ? site : other)
            .with(first ? other : site);
    RingVector mask = uniform(Hkdf.key(agreed, info), vector.words(), vector.length());
    return first ? vector.plus(mask) : vector.minus(mask);
  }

  private static RingVector uniform(byte[] key, int words, int length) {
    return new RingVector(words, SecretStream.of(key).nextInts(Math.multiplyExact(words, length)));
  }
}
