// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.io.Serializable;

/**
 * Turns a decoded record of the wire into what the job works with.
 *
 * @param <T> record of the wire
 * @param <R> what the job works with
 */
@FunctionalInterface
public interface Translation<T, R> extends Serializable {
  /**
   * Translates one record; total: records are refused by the decoder or later, by validation.
   *
   * @param record the decoded record
   * @param source where it came from, for defaults such as coordinates and timestamp
   */
  R translate(T record, RawRecord source);
}
