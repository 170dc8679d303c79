// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.schemas.Topic;

/**
 * A record to be sent to a job.
 *
 * @param topic where to
 * @param key decides about the partition
 * @param value JSON, or what is none
 * @param fate what has to become of it
 */
public record Message(Topic topic, String key, String value, Fate fate) {

  /** What becomes of a record. */
  public enum Fate {
    ACCEPTED,
    DUPLICATE,
    DEAD_LETTER,
    WAITING
  }
}
