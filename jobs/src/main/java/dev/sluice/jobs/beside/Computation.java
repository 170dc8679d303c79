// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import dev.sluice.jobs.Failures;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.schemas.FailureReason;
import java.util.concurrent.Future;
import org.apache.avro.generic.IndexedRecord;

/**
 * A computation on a thread of its own. All but {@link #compute} belongs to the operator's thread.
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
  record Outcome<M, S>(Done<M, S> done, Throwable thrown, double millis) {

    /**
     * Whether it was refused for lack of memory before it began: a process with more of it may
     * compute it, and no harm is done by trying. An error of the virtual machine is no such
     * refusal.
     */
    boolean lackedMemory() {
      return thrown instanceof KeyFailure known && known.reason() == FailureReason.MEMORY;
    }
  }

  /** Computes on the present thread, as soon as there is room; what is thrown is an outcome too. */
  <M, S> Outcome<M, S> compute(Work<Q, M, S> work, M known, HeapBudget heap) {
    try {
      Outcome<M, S> outcome = heap.compute(work.bytes(request, known), () -> timed(work, known));
      if (outcome.done().snapshot() instanceof IndexedRecord record) {
        Failures.requireFinite(record); // what is none stays within the job
      }
      return outcome;
    } catch (Throwable thrown) {
      return new Outcome<>(null, thrown, 0);
    }
  }

  private <M, S> Outcome<M, S> timed(Work<Q, M, S> work, M known) throws Exception {
    long start = System.nanoTime();
    Done<M, S> done = work.compute(request, known);
    return new Outcome<>(done, null, (System.nanoTime() - start) / 1e6);
  }

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
