// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.lease;

import java.io.Serializable;

/**
 * Whose the transactions of a job are. The same at every restart of a job, of no other job that
 * runs: that is seen to with Kafka itself before anything is written, see {@link Lease}.
 *
 * @param prefix what all transactional ids of the job begin with
 * @param patienceMillis how long another job that has these ids may take to end
 */
public record Transactions(String prefix, long patienceMillis) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Until then the TaskManagers of a JobManager that was killed have noticed (50 s), and their
   * sessions with Kafka have ended.
   */
  public static final long DEFAULT_PATIENCE_MILLIS = 90_000;

  /** Transactions with the default patience. */
  public static Transactions of(String prefix) {
    return new Transactions(prefix, DEFAULT_PATIENCE_MILLIS);
  }
}
