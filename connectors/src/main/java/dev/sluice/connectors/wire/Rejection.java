// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

/** A value that cannot be decoded. Carries no stack trace: bad input is ordinary. */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  Rejection(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  static Rejection malformed(String message) {
    return new Rejection(Reason.MALFORMED, message);
  }

  Reason reason() {
    return reason;
  }
}
