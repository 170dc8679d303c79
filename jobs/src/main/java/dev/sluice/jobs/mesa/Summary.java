// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.gauges.Behind;
import dev.sluice.jobs.gauges.SnapshotGauges;
import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LearnerNames;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.schemas.MesaSnapshot;
import dev.sluice.schemas.MesaVerdict;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/** What is known of the current group, and its snapshots. State of an operator. */
final class Summary {
  private final List<Contender> contenders;
  private final SnapshotGauges<MesaSnapshot> gauges;
  private final Behind behind;
  private GroupLosses losses;
  private Failures failures;

  /** What is told of trained models. */
  interface Verdicts {
    /** On a group whose snapshot has results. */
    List<MesaVerdict> of(MesaSnapshot snapshot) throws Exception;
  }

  /** Opens what is state of the operator, not of a key. */
  Summary(MesaSettings settings, RuntimeContext runtime, FunctionInitializationContext context)
      throws Exception {
    contenders = settings.learners().stream().map(LearnerNames::parse).toList();
    gauges =
        SnapshotGauges.open(
            runtime, context.getOperatorStateStore(), MesaGauges.of(settings.topics().gauges()));
    behind = Behind.open(runtime, context.getOperatorStateStore());
  }

  void snapshotState() throws Exception {
    gauges.snapshot();
    behind.snapshot();
  }

  /** Opens the state of keys. */
  void open(RuntimeContext runtime) {
    losses = new GroupLosses(runtime);
    failures = new Failures(runtime.getMetricGroup());
  }

  /** Adds a part of the current group. */
  void merge(LossPart part) throws Exception {
    losses.merge(part, contenders.size());
    behind.tell(part.group(), true, gauges.asOf(part.group(), part.totals().asOf()));
  }

  /** The snapshot of the current group; null if nothing has been learned yet. */
  Keyed<MesaSnapshot> tell(String group, long now, Verdicts verdicts) throws Exception {
    Totals known = losses.totals();
    if (known == null) {
      return null;
    }
    MesaSnapshot snapshot = snapshot(group, known, now, verdicts);
    gauges.show(group, snapshot, now);
    behind.caughtUp(group);
    return new Keyed<>(group, snapshot);
  }

  private MesaSnapshot snapshot(String group, Totals known, long now, Verdicts verdicts)
      throws Exception {
    Failure incomparable = MesaSnapshots.incomparable(known, now);
    if (incomparable != null) {
      return MesaSnapshots.failed(group, known, incomparable);
    }
    try {
      LossTable table = losses.table(contenders.size());
      MesaSnapshot snapshot =
          MesaSnapshots.of(group, known, table, losses.histograms(table.steps), contenders);
      snapshot.setVerdicts(verdicts.of(snapshot));
      Failures.requireFinite(snapshot);
      return snapshot;
    } catch (Throwable thrown) {
      Failure failure = failures.of(group, thrown, now);
      return MesaSnapshots.failed(group, known, failure);
    }
  }
}
