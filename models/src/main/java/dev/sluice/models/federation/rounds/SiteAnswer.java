// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.MaskedUpdate;
import dev.sluice.models.federation.secure.RevealedShares;
import dev.sluice.models.federation.secure.RoundId;

/** A message of a site, of which it says what it costs. */
public sealed interface SiteAnswer {

  /** Which round and attempt it is of. */
  RoundId id();

  /**
   * Rho that this message costs for the first time; 0 of what was paid for before, and of what has
   * no numbers.
   */
  default double rho() {
    return 0;
  }

  /** Bytes of its numbers, keys and shares. */
  long bytes();

  /** First message of a secure sum. */
  record PublicKeys(RoundId id, Keys keys) implements SiteAnswer {
    @Override
    public long bytes() {
      return (long) keys.publicMaskKey().length + keys.publicShareKey().length;
    }
  }

  /** Second: one for each other member. */
  record Shares(RoundId id, EncryptedShares[] shares) implements SiteAnswer {
    @Override
    public long bytes() {
      long bytes = 0;
      for (EncryptedShares share : shares) {
        bytes += share.ciphertext().length;
      }
      return bytes;
    }
  }

  /** An update that is not masked. */
  record Plain(RoundId id, RingVector numbers, double rho) implements SiteAnswer {
    @Override
    public long bytes() {
      return (long) numbers.values().length * Integer.BYTES;
    }
  }

  /** Third message of a secure sum. */
  record Masked(RoundId id, MaskedUpdate update, double rho) implements SiteAnswer {
    @Override
    public long bytes() {
      return (long) update.vector().values().length * Integer.BYTES
          + update.seedCommitment().length
          + update.membersDigest().length;
    }
  }

  /** Fourth. */
  record Revealed(RoundId id, RevealedShares revealed) implements SiteAnswer {
    @Override
    public long bytes() {
      long bytes = 0;
      for (var share : revealed.shares()) {
        bytes += share.share().length;
      }
      return bytes;
    }
  }
}
