// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

/**
 * What decoding came to: a record, or the reason why there is none. Exactly one of {@code record}
 * and {@code reason} is null.
 *
 * @param record the decoded record, or null
 * @param reason why there is no record, or null
 * @param message what exactly was wrong, for a person; null with a record
 * @param <T> type of the record
 */
public record Decoded<T>(T record, Reason reason, String message) {
  /** Refuses a record together with a reason, and neither. */
  public Decoded {
    if ((record == null) == (reason == null)) {
      throw new IllegalArgumentException("either a record or a reason");
    }
  }

  /** A record. */
  public static <T> Decoded<T> of(T record) {
    return new Decoded<>(record, null, null);
  }

  /** No record, and why. */
  public static <T> Decoded<T> refused(Reason reason, String message) {
    return new Decoded<>(null, reason, message);
  }
}
