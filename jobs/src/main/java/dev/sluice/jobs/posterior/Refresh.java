// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.beside.Done;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.schemas.PosteriorSnapshot;
import org.apache.flink.util.function.SerializableFunction;

/** Computes the posterior of an experiment beside the stream. */
final class Refresh implements OnStatistics<PosteriorSnapshot> {

  private static final long serialVersionUID = 1L;

  private final SerializableFunction<RefreshRequest, Posterior> inference;

  Refresh(SerializableFunction<RefreshRequest, Posterior> inference) {
    this.inference = inference;
  }

  @Override
  public long bytes(RefreshRequest request, Void memory) {
    return OnStatistics.bytesOfPosterior(request);
  }

  @Override
  public Done<Void, PosteriorSnapshot> compute(RefreshRequest request, Void memory) {
    if (request.failure() != null) {
      return new Done<>(null, Snapshots.failed(request, request.failure()));
    }
    long start = System.nanoTime();
    Posterior posterior = inference.apply(request);
    double millis = (System.nanoTime() - start) / 1e6;
    return new Done<>(null, Snapshots.of(request, posterior, millis));
  }

  @Override
  public PosteriorSnapshot failed(RefreshRequest request, Failure failure) {
    return Snapshots.failed(request, failure);
  }
}
