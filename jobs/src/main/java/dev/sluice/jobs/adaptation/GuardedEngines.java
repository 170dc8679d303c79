// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.Rest;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.jobs.gauges.SnapshotGauges;
import dev.sluice.schemas.AdaptationSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Histogram;

/**
 * Engines whose failures stay with their experiment: one that fails says so in a last snapshot, its
 * samples that were not learned become dead letters, and it rests. All steps give null then; the
 * caller forgets the comparison. Not thread-safe.
 */
final class GuardedEngines {

  private static final List<Admitted> NONE = List.of();

  private final ModelSettings settings;
  private final Engines engines;
  private final MiniBatch batch;
  private final Ledger ledger;
  private final Rest rest;
  private final SnapshotGauges<AdaptationSnapshot> gauges;
  private final Histogram durations;

  GuardedEngines(
      RuntimeContext runtime,
      ModelSettings settings,
      EngineFactory factory,
      MiniBatch batch,
      Ledger ledger,
      SnapshotGauges<AdaptationSnapshot> gauges) {
    this.settings = settings;
    this.batch = batch;
    this.ledger = ledger;
    engines = new Engines(settings, factory);
    rest = new Rest(runtime, new Failures(runtime.getMetricGroup()));
    this.gauges = gauges;
    durations = gauges.histogram("refreshMillis");
  }

  /** Refuses a sample if the experiment rests. */
  boolean refusesWhileResting(Draw draw, Turn turn) throws Exception {
    Failure failure = rest.failure();
    if (failure == null) {
      return false;
    }
    turn.refuse(ledger.refuse(draw.source(), Reason.RESTING, failure.ofRecord(), turn.clock()));
    return true;
  }

  /** A comparison that has seen nothing, after a declaration. */
  RunningComparison begin(Declaration declaration, long[] learned, Turn turn) throws Exception {
    return attempt(null, declaration, NONE, turn, () -> engines.begin(declaration, learned));
  }

  /**
   * Observes samples of one regime.
   *
   * @param samples that are to be learned
   * @param unlearned these and all that are to follow
   */
  RunningComparison observe(
      RunningComparison now,
      Declaration declaration,
      List<Admitted> samples,
      List<Admitted> unlearned,
      Turn turn)
      throws Exception {
    return attempt(
        now, declaration, unlearned, turn, () -> engines.observe(now, declaration, samples));
  }

  /** Goes on with another learned graph. */
  RunningComparison relearn(
      RunningComparison now, Declaration declaration, long[] parents, Turn turn) throws Exception {
    return attempt(now, declaration, NONE, turn, () -> engines.relearn(now, declaration, parents));
  }

  /**
   * Puts out a snapshot.
   *
   * @param unlearned samples that are to follow
   */
  RunningComparison report(
      RunningComparison now, Declaration declaration, List<Admitted> unlearned, Turn turn)
      throws Exception {
    long start = System.nanoTime();
    AdaptationSnapshot snapshot =
        attempt(now, declaration, unlearned, turn, () -> engines.report(now, declaration));
    durations.update(Math.round((System.nanoTime() - start) / 1e6));
    if (snapshot == null) {
      return null;
    }
    show(snapshot, turn);
    return now.reported();
  }

  /** A new declaration ends the rest. */
  void lift() throws Exception {
    rest.lift();
  }

  /** The experiment has ended. */
  void end(Turn turn) throws Exception {
    rest.lift();
    engines.end(turn.experimentId());
    gauges.ended(turn.experimentId());
    turn.show(null);
  }

  private <T> T attempt(
      RunningComparison now,
      Declaration declaration,
      List<Admitted> unlearned,
      Turn turn,
      Supplier<T> step)
      throws Exception {
    List<T> result = new ArrayList<>(1);
    Failure failure =
        rest.attempt(
            turn.experimentId(),
            turn.clock().currentProcessingTime(),
            () -> result.add(step.get()));
    if (failure == null) {
      return result.get(0);
    }
    engines.end(turn.experimentId());
    refuse(unlearned, failure, turn);
    refuse(batch.takeAll(), failure, turn);
    show(AdaptationSnapshots.failed(declaration, settings, now, failure), turn);
    return null;
  }

  private void refuse(List<Admitted> unlearned, Failure failure, Turn turn) {
    for (Admitted sample : unlearned) {
      turn.refuse(
          ledger.refuseAccepted(sample.source(), Reason.RESTING, failure.ofRecord(), turn.clock()));
    }
  }

  private void show(AdaptationSnapshot snapshot, Turn turn) {
    gauges.show(turn.experimentId(), snapshot, turn.clock().currentProcessingTime());
    turn.show(snapshot);
  }
}
