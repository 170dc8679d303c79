// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.lease;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Another job that still runs writes with the transactional ids that this one would use or abort.
 * Flink fails the job at once, whatever its restart strategy: to try again would be to lie in wait
 * for the other's next failure.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class LeaseTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseTakenException(String message) {
    super(message);
  }
}
