// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.beside.Work;
import dev.sluice.models.posterior.exact.Inference;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Work beside the stream on the statistics of an experiment as they stand, without memory.
 *
 * @param <S> type of its results
 */
interface OnStatistics<S extends SpecificRecordBase> extends Work<RefreshRequest, Void, S> {

  /** A revision changes priors: what was computed under others is out of date. */
  @Override
  default long generation(RefreshRequest request) {
    return request.declaration().revision();
  }

  @Override
  default boolean ends(RefreshRequest request) {
    return request.statistics() == null;
  }

  /** Most bytes of heap that the posterior takes; 0 if there is to be none. */
  static long bytesOfPosterior(RefreshRequest request) {
    return request.failure() != null || !Models.serves(request.declaration())
        ? 0
        : Inference.bytes(request.declaration().domain(), request.statistics());
  }
}
