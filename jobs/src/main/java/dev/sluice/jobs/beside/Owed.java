// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import java.util.List;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * The requests of the current key that have no answer yet. Keyed state of the operator.
 *
 * @param <Q> type of requests
 */
interface Owed<Q> {

  /**
   * Adds a request; forgets those of another generation.
   *
   * @return whether it took the place of the one that comes first
   */
  boolean add(Q request, long generation) throws Exception;

  /** Adds a request if something is owed already. */
  default void addIfOwed(Q request, long generation) throws Exception {
    if (first() != null) {
      add(request, generation);
    }
  }

  /** The request that comes first; null if there is none. Read whole from state. */
  Q first() throws Exception;

  /** The request that comes first, whose computation begins, perhaps not for the first time. */
  default Q begin(Work<Q, ?, ?> work) throws Exception {
    return first();
  }

  /**
   * Forgets the request that comes first.
   *
   * @return whether there are more
   */
  boolean removeFirst() throws Exception;

  /** Forgets all. */
  void clear();

  /** Name of a state that has an entry for exactly the keys that are owed something. */
  String stateOfOwedKeys();

  /** All keys that are owed something, in the order of their names. */
  default List<String> keys(KeyedStateBackend<String> backend) {
    try (var keys = backend.getKeys(stateOfOwedKeys(), VoidNamespace.INSTANCE)) {
      return keys.sorted().toList();
    }
  }
}
