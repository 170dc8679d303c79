// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.beside.Done;
import dev.sluice.jobs.beside.Work;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.FailureReason;

/** Trains an experiment's method beside the stream, round after round. */
final class Train implements Work<TrainRequest, Learned, DiscoverySnapshot> {

  private static final long serialVersionUID = 1L;

  private final DiscoverySettings settings;

  Train(DiscoverySettings settings) {
    this.settings = settings;
  }

  /** A revision changes what is known of the graph: what was learned under another is no start. */
  @Override
  public long generation(TrainRequest request) {
    return request.declaration().revision();
  }

  @Override
  public boolean ends(TrainRequest request) {
    return request.draws() == null;
  }

  @Override
  public long bytes(TrainRequest request, Learned memory) {
    if (request.failure() != null) {
      return 0;
    }
    long draws = request.draws().stream().mapToLong(each -> each.values().length).sum();
    return Subject.of(request.declaration(), settings)
        .learner()
        .bytes(memory, draws * Double.BYTES, request.draws().size());
  }

  @Override
  public Done<Learned, DiscoverySnapshot> compute(TrainRequest request, Learned memory) {
    Snapshots snapshots = new Snapshots(settings.method().method());
    if (request.failure() != null) {
      return new Done<>(null, snapshots.failed(request, request.failure()));
    }
    Learner learner = Subject.of(request.declaration(), settings).learner();
    Learned before = memory == null ? learner.initial() : memory;
    try {
      Learned after =
          learner.learn(
              before, request.draws(), request.trains() ? settings.training().budget() : null);
      return new Done<>(after, snapshots.of(request, learner, after));
    } catch (ArithmeticException e) {
      throw new KeyFailure(FailureReason.NOT_FINITE, e.getMessage());
    }
  }

  @Override
  public DiscoverySnapshot failed(TrainRequest request, Failure failure) {
    return new Snapshots(settings.method().method()).failed(request, failure);
  }
}
