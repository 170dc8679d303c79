// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

/** What became of a message that the coordinator got. */
public enum Reception {
  /** It counts. */
  ACCEPTED,
  /** It was got before, and counts once. */
  REPEATED,
  /** Its phase has not begun. */
  EARLY,
  /** Its phase is over, and goes on without it. */
  LATE,
  /** Its sender said something else before, which stands. */
  CONFLICTING,
  /** Its sender, or who it is for, is not in this round. */
  STRANGER,
  /** A key is unusable or somebody else's, or the shape is not that of this round. */
  UNFIT
}
