// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import dev.sluice.jobs.Failure;
import java.io.Serializable;

/**
 * What is computed beside the stream: from a request and from what was known, a snapshot and what
 * is known now. Used by several threads at once.
 *
 * <p>Neither request nor memory may be changed: a checkpoint may read both at the same time, and
 * after a restart the computation begins again from them. A result must depend on nothing else: not
 * on time, not on which thread computes it; randomness is keyed by what the request says. Then,
 * with {@linkplain Beside#inOrder memory} and with budgets counted in steps, a restart changes no
 * bit. Whoever bounds a computation by seconds gives that up, and has the snapshot say so in a
 * field of its own.
 *
 * @param <Q> type of requests, a POJO
 * @param <M> type of what is known from one request to the next, a POJO; Void where that is nothing
 * @param <S> type of snapshots
 */
public interface Work<Q, M, S> extends Serializable {

  /**
   * Which life of its key a request belongs to. At the first request of another one, what the key
   * is owed, its memory and its failure are forgotten and its running computation is cancelled. A
   * revised declaration begins a new one if results of the former would be wrong under it.
   */
  long generation(Q request);

  /** Whether the request only says that its key has ended. */
  boolean ends(Q request);

  /** Most bytes of heap that the computation takes. */
  long bytes(Q request, M memory);

  /**
   * Computes. Called again after a restart that finds it unfinished. Whatever takes long heeds
   * {@link Thread#interrupted()}.
   *
   * @param memory null at the first request of a generation
   * @throws Exception if there is no result: the key {@linkplain dev.sluice.jobs.Rest rests},
   *     unless it is a {@linkplain dev.sluice.jobs.KeyFailure#passing passing} failure
   */
  Done<M, S> compute(Q request, M memory) throws Exception;

  /**
   * Whether a failure, which an earlier build may have left in state, is one that this one does not
   * have any more: then its key no longer rests.
   *
   * @param failure null if there is none
   */
  default boolean hasOutlived(Failure failure) {
    return false;
  }

  /** What goes downstream when the key has ended; null, a tombstone, unless something else is. */
  default S ended(Q request) {
    return null;
  }

  /** The snapshot of a key that has failed: all that the request knows without the computation. */
  S failed(Q request, Failure failure);
}
