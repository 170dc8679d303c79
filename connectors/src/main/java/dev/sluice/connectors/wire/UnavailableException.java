// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

/** A broker or a schema registry cannot be used; the message names its address. */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says in one line what cannot be used, and why. */
  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
