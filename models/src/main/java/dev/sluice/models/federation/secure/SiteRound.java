// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import java.util.Arrays;

/**
 * A site's secrets of one round, made anew whenever they are needed.
 *
 * <p>The keys depend on the attempt only, since they are said before the roster is known; whatever
 * comes later depends on the roster, too, so that two rosters have nothing in common.
 */
final class SiteRound {
  private static final int SHARE = SealedShares.SHARE_BYTES;

  private final SiteSecret secret;
  private final Roster roster;

  SiteRound(SiteSecret secret, Roster roster) {
    this.secret = secret;
    this.roster = roster;
  }

  Keys publicKeys() {
    return new Keys(secret.site(), Curve.publicKey(maskKey()), Curve.publicKey(shareKey()));
  }

  byte[] maskKey() {
    return secret.key(Info.of("mask key").with(roster.id()));
  }

  private byte[] shareKey() {
    return secret.key(Info.of("share key").with(roster.id()));
  }

  byte[] seed() {
    return secret.key(Info.of("self-mask seed").with(roster.digest()));
  }

  /** By place: a share of the seed, then one of the private mask key. */
  byte[][] shares() {
    byte[][] ofSeed = split(seed(), "seed coefficients");
    byte[][] ofKey = split(maskKey(), "key coefficients");
    byte[][] both = new byte[ofSeed.length][];
    for (int place = 0; place < both.length; place++) {
      both[place] = Arrays.copyOf(ofSeed[place], 2 * SHARE);
      System.arraycopy(ofKey[place], 0, both[place], SHARE, SHARE);
    }
    return both;
  }

  /** This site's shares of its own secrets. */
  byte[] ownShare() {
    return shares()[roster.place(secret.site())];
  }

  EncryptedShares seal(String to, byte[] plain) {
    return new EncryptedShares(
        secret.site(), to, SealedShares.seal(agreedWith(to), roster, secret.site(), to, plain));
  }

  byte[] open(EncryptedShares sealed) {
    return SealedShares.open(agreedWith(sealed.from()), roster, sealed);
  }

  private byte[][] split(byte[] what, String purpose) {
    SecretStream coefficients = SecretStream.of(secret.key(Info.of(purpose).with(roster.digest())));
    return Sharing.split(what, roster.threshold(), roster.members().length, coefficients);
  }

  private byte[] agreedWith(String other) {
    return Curve.agree(shareKey(), roster.keys(other).publicShareKey());
  }
}
