// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.beside.Done;
import dev.sluice.jobs.posterior.effects.EffectsSnapshots;
import dev.sluice.jobs.posterior.effects.Refreshed;
import dev.sluice.jobs.posterior.effects.WantedEffects;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorSnapshot;
import java.io.Serializable;

/**
 * Computes the posterior of an experiment beside the stream, and effects if they are asked for.
 *
 * @param <S> type of what is told
 */
final class Refresh<S> implements OnStatistics<SamplerMemory, S> {

  private static final long serialVersionUID = 1L;

  private final Models.Inferring inference;
  private final Tell<S> tell;

  /** What goes out with a posterior that there is, or that there is not. */
  private interface Tell<S> extends Serializable {
    S of(RefreshRequest request, Inferred inferred, PosteriorSnapshot snapshot);
  }

  private Refresh(Models.Inferring inference, Tell<S> tell) {
    this.inference = inference;
    this.tell = tell;
  }

  /** Of posteriors alone. */
  static Refresh<PosteriorSnapshot> of(Models.Inferring inference) {
    return new Refresh<>(inference, (request, inferred, snapshot) -> snapshot);
  }

  /** Of posteriors and effects. */
  static Refresh<Refreshed> withEffects(Models.Inferring inference, WantedEffects wanted) {
    return new Refresh<>(
        inference,
        (request, inferred, snapshot) -> {
          Failures.requireFinite(snapshot);
          if (!wanted.areOf(request.declaration())) {
            return new Refreshed(snapshot, null);
          }
          return new Refreshed(
              snapshot,
              inferred == null
                  ? EffectsSnapshots.failed(snapshot)
                  : EffectsSnapshots.of(request.declaration(), snapshot, inferred.effects()));
        });
  }

  @Override
  public long bytes(RefreshRequest request, SamplerMemory memory) {
    return request.failure() == null ? inference.bytes(request) : 0;
  }

  @Override
  public Done<SamplerMemory, S> compute(RefreshRequest request, SamplerMemory memory) {
    if (request.failure() != null) {
      return new Done<>(null, failed(request, request.failure()));
    }
    long start = System.nanoTime();
    Inferred inferred = inference.infer(request, memory);
    double millis = (System.nanoTime() - start) / 1e6;
    PosteriorSnapshot snapshot = Snapshots.of(request, inferred, millis);
    return new Done<>(inferred.memory(), tell.of(request, inferred, snapshot));
  }

  /** Earlier builds had no posterior of more than 22 variables. */
  @Override
  public boolean hasOutlived(Failure failure) {
    return failure != null && failure.reason() == FailureReason.TOO_MANY_VARIABLES;
  }

  @Override
  public S failed(RefreshRequest request, Failure failure) {
    return tell.of(request, null, Snapshots.failed(request, failure));
  }
}
