// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.schemas.FailureReason;

/** Thrown by a model's caller that knows why this key can have no results. */
public final class KeyFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureReason reason;
  private final boolean passing;

  /**
   * A failure of one key.
   *
   * @param message becomes the text of the latest record as it is
   */
  public KeyFailure(FailureReason reason, String message) {
    this(reason, message, false);
  }

  private KeyFailure(FailureReason reason, String message, boolean passing) {
    super(message);
    this.reason = reason;
    this.passing = passing;
  }

  /** A failure that further records may mend: the key has no results now, but does not rest. */
  public static KeyFailure passing(FailureReason reason, String message) {
    return new KeyFailure(reason, message, true);
  }

  /** Whether further records may mend it. */
  boolean isPassing() {
    return passing;
  }

  /** The reason in one word. */
  public FailureReason reason() {
    return reason;
  }
}
