// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.schemas.FailureReason;

/** Thrown by a model's caller that knows why this key can have no results. */
public final class KeyFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureReason reason;

  /**
   * A failure of one key.
   *
   * @param message becomes the text of the latest record as it is
   */
  public KeyFailure(FailureReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The reason in one word. */
  public FailureReason reason() {
    return reason;
  }
}
