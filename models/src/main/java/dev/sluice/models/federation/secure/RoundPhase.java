// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

/** What a coordinator is collecting. */
public enum RoundPhase {
  /** {@link Keys}. */
  KEYS,
  /** {@link EncryptedShares}. */
  SHARES,
  /** {@link MaskedUpdate}. */
  UPDATES,
  /** {@link RevealedShares}. */
  REVEALS
}
