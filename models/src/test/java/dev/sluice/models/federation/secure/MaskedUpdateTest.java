// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.federation.RingVector;
import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a coordinator sees of one site. */
final class MaskedUpdateTest {
  private static final int LENGTH = 4096;

  @Test
  void looksUniformWhateverIsMasked() {
    RingVector masked = masked(SecureSum.ID, RingVector.zero(1, LENGTH));
    // 255 degrees of freedom: above 331 once in 1000 keys, and these keys are fixed.
    assertThat(chiSquare(masked)).isLessThan(331);
    for (int value : masked.values()) {
      assertThat(value).isNotZero();
    }
  }

  @Test
  void masksOfOtherRoundsAndAttemptsAreUnrelated() {
    RingVector zero = RingVector.zero(1, LENGTH);
    RingVector one = masked(SecureSum.ID, zero);
    for (RoundId other :
        new RoundId[] {
          new RoundId("ward", 8, 0), new RoundId("ward", 7, 1), new RoundId("wards", 7, 0)
        }) {
      RingVector difference = masked(other, zero).minus(one);
      assertThat(chiSquare(difference)).isLessThan(331);
    }
    assertThat(masked(SecureSum.ID, zero).values()).isEqualTo(one.values());
  }

  /** Even who knows all masks of pairs lacks the mask of the site's own. */
  @Test
  void withoutThePairwiseMasksItStillLooksUniform() {
    SecureSum sum = sum(RingVector.zero(1, LENGTH));
    RingVector masked = sum.update("s0").vector();
    Roster roster = sum.round().state().roster();
    RingVector without = masked;
    for (String other : new String[] {"s1", "s2"}) {
      byte[] privateKey = new SiteRound(SecureSum.secret(other), roster).maskKey();
      without = Masks.addPair(without, privateKey, roster, other, "s0");
    }
    assertThat(without.values())
        .isEqualTo(
            Masks.self(
                    new SiteRound(SecureSum.secret("s0"), roster).seed(), roster, "s0", 1, LENGTH)
                .values());
    assertThat(chiSquare(without)).isLessThan(331);
  }

  private static SecureSum sum(RingVector vector) {
    SecureSum sum = new SecureSum(3, 2, 1, LENGTH);
    sum.vectors.put("s0", vector);
    sum.shares(sum.keys(2, Set.of()), Set.of());
    return sum;
  }

  private static RingVector masked(RoundId id, RingVector vector) {
    SecureRound round = new SecureRound(RoundState.open(id, 2, 1, LENGTH));
    SecureSite[] sites = new SecureSite[3];
    for (int i = 0; i < 3; i++) {
      sites[i] = new SecureSite(SecureSum.secret("s" + i), SiteState.begin(id, 2));
      round.keys(sites[i].keys());
    }
    Roster roster = round.fixRoster(2);
    for (SecureSite site : sites) {
      for (EncryptedShares sent : site.shares(roster)) {
        round.shares(sent);
      }
    }
    round.fixMembers();
    return sites[0].masked(vector, round.inbox("s0")).vector();
  }

  private static double chiSquare(RingVector vector) {
    byte[] bytes = new byte[vector.values().length * Integer.BYTES];
    ByteBuffer.wrap(bytes).asIntBuffer().put(vector.values());
    int[] counts = new int[256];
    for (byte b : bytes) {
      counts[b & 0xff]++;
    }
    double expected = bytes.length / 256.0;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }
}
