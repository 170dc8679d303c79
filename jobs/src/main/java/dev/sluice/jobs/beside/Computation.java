// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import java.util.concurrent.Future;

/**
 * A computation on a thread of its own. All but its outcome belongs to the operator's thread.
 *
 * @param <Q> type of requests
 */
final class Computation<Q> {

  private final String key;
  private final Q request;
  private final long generation;
  private boolean superseded;
  private Future<?> thread;

  Computation(String key, Q request, long generation) {
    this.key = key;
    this.request = request;
    this.generation = generation;
  }

  /**
   * What became of it.
   *
   * @param done null if it threw
   * @param thrown null if it did not
   * @param millis that it took, without waiting for room
   */
  record Outcome<M, S>(Done<M, S> done, Throwable thrown, double millis) {}

  String key() {
    return key;
  }

  Q request() {
    return request;
  }

  long generation() {
    return generation;
  }

  void runsOn(Future<?> future) {
    thread = future;
  }

  void cancel() {
    thread.cancel(true);
  }

  /** Remembers that a newer request has taken the place of its own. */
  void supersede() {
    superseded = true;
  }

  boolean isSuperseded() {
    return superseded;
  }
}
