// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.beside.Work;

/**
 * Work beside the stream on the statistics of an experiment as they stand.
 *
 * @param <M> type of memory
 * @param <S> type of its results
 */
interface OnStatistics<M, S> extends Work<RefreshRequest, M, S> {

  /** A revision changes priors: what was computed under others is out of date. */
  @Override
  default long generation(RefreshRequest request) {
    return request.declaration().revision();
  }

  @Override
  default boolean ends(RefreshRequest request) {
    return request.ends();
  }
}
