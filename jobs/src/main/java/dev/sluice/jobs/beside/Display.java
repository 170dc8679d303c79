// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

/**
 * Gauges of the latest snapshots. Called by the operator's thread alone.
 *
 * @param <S> type of snapshots
 */
public interface Display<S> {

  /** Shows a snapshot, with or without results. */
  void show(String key, S snapshot);

  /** Shows nothing more of a key. */
  void ended(String key);
}
