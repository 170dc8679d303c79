// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

/** A broker or a schema registry does not answer; the message names its address. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
