// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.Decoded;
import java.io.Serializable;

/**
 * Looks at a decoded record beside the one that it came as, before a job works with it.
 *
 * @param <T> record of the wire
 */
@FunctionalInterface
public interface RecordCheck<T> extends Serializable {
  /**
   * Checks one record.
   *
   * @param record the decoded record
   * @param source the record as it came
   * @param now processing time, milliseconds since 1970-01-01T00:00:00Z
   * @return the record, or why it is refused
   */
  Decoded<T> check(T record, RawRecord source, long now);
}
