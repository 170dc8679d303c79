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
    Learner learner = Subject.of(request.declaration(), settings).learner();
    return learner.bytes(memory, draws * Double.BYTES, request.draws().size())
        + (scores(request) ? scoring().bytes(request.declaration(), learner) : 0);
  }

  /** A request that was owed when the job was stopped may ask for what nobody needs any more. */
  private boolean scores(TrainRequest request) {
    return request.scores() && settings.proposals() != null;
  }

  private TargetScoring scoring() {
    return new TargetScoring(settings.proposals());
  }

  @Override
  public Done<Learned, DiscoverySnapshot> compute(TrainRequest request, Learned memory) {
    if (request.failure() != null) {
      return new Done<>(null, failed(request, request.failure()));
    }
    Learner learner = Subject.of(request.declaration(), settings).learner();
    Learned before = memory == null ? learner.initial() : memory;
    Learned after;
    DiscoverySnapshot snapshot;
    try {
      after =
          learner.learn(
              before, request.draws(), request.trains() ? settings.training().budget() : null);
      snapshot = new Snapshots(settings.method().method()).of(request, learner, after);
    } catch (ArithmeticException e) {
      throw new KeyFailure(FailureReason.NOT_FINITE, e.getMessage());
    }
    if (scores(request)) {
      snapshot.setTargetScores(scoring().of(request, learner, after, snapshot));
    }
    return new Done<>(after, snapshot);
  }

  @Override
  public DiscoverySnapshot failed(TrainRequest request, Failure failure) {
    DiscoverySnapshot snapshot = new Snapshots(settings.method().method()).failed(request, failure);
    if (settings.proposals() != null) {
      snapshot.setTargetScores(scoring().failed(request, failure));
    }
    return snapshot;
  }
}
