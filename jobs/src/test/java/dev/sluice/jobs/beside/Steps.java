// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks the {@link Walk} of the tests for further steps. How often one is made is counted: a state
 * backend that keeps bytes makes one at each reading.
 *
 * @param key whose walk it is
 * @param generation of the key
 * @param samples at which it falls due
 * @param steps how many; 0 ends the key
 */
public record Steps(String key, long generation, long samples, int steps) {

  static final AtomicLong MADE = new AtomicLong();

  /** Counts. */
  public Steps {
    MADE.incrementAndGet();
  }

  static Steps end(String key) {
    return new Steps(key, 0, 0, 0);
  }
}
