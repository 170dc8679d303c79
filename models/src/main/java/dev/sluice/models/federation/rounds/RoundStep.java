// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

/** What a coordinator is waiting for. */
public enum RoundStep {
  /** The time at which the next round may open. */
  PAUSED,
  /** Updates that are not masked. */
  UPDATES,
  /** Public keys. */
  KEYS,
  /** Encrypted shares. */
  SHARES,
  /** Masked updates. */
  MASKED,
  /** Revealed shares. */
  REVEALS,
  /** The time at which a round whose sum failed may be tried again. */
  FAILED,
  /** Nothing: all rounds are over. */
  ENDED
}
