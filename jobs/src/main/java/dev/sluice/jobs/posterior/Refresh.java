// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.beside.Done;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorSnapshot;

/** Computes the posterior of an experiment beside the stream. */
final class Refresh implements OnStatistics<SamplerMemory, PosteriorSnapshot> {

  private static final long serialVersionUID = 1L;

  private final Models.Inferring inference;

  Refresh(Models.Inferring inference) {
    this.inference = inference;
  }

  @Override
  public long bytes(RefreshRequest request, SamplerMemory memory) {
    return request.failure() == null ? inference.bytes(request) : 0;
  }

  @Override
  public Done<SamplerMemory, PosteriorSnapshot> compute(
      RefreshRequest request, SamplerMemory memory) {
    if (request.failure() != null) {
      return new Done<>(null, Snapshots.failed(request, request.failure()));
    }
    long start = System.nanoTime();
    Inferred inferred = inference.infer(request, memory);
    double millis = (System.nanoTime() - start) / 1e6;
    return new Done<>(inferred.memory(), Snapshots.of(request, inferred, millis));
  }

  /** Earlier builds had no posterior of more than 22 variables. */
  @Override
  public boolean hasOutlived(Failure failure) {
    return failure != null && failure.reason() == FailureReason.TOO_MANY_VARIABLES;
  }

  @Override
  public PosteriorSnapshot failed(RefreshRequest request, Failure failure) {
    return Snapshots.failed(request, failure);
  }
}
