// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

/** A party will not do what a round asks of it; the message says why, without any secret. */
public final class RefusalException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** With the reason, which may be told to everybody. */
  public RefusalException(String reason) {
    super(reason);
  }

  // The annotation would be one more dependency.
  @SuppressWarnings("AnnotateFormatMethod")
  static void require(boolean holds, String otherwise, Object... details) {
    if (!holds) {
      throw new RefusalException(otherwise.formatted(details));
    }
  }
}
