// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.gauges.SnapshotGauges;
import dev.sluice.jobs.targeting.ScoreGauges;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.TargetScores;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.util.Collector;

/**
 * Takes the scores out of snapshots that have some, and shows them. Stands behind the operator that
 * makes them, subtask by subtask.
 */
final class TakeScores extends RichFlatMapFunction<Keyed<DiscoverySnapshot>, Keyed<TargetScores>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final int mostGauges;

  private transient SnapshotGauges<TargetScores> gauges;

  TakeScores(int mostGauges) {
    this.mostGauges = mostGauges;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    gauges =
        SnapshotGauges.open(
            getRuntimeContext(), context.getOperatorStateStore(), ScoreGauges.of(mostGauges));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    gauges.snapshot();
  }

  @Override
  public void flatMap(Keyed<DiscoverySnapshot> snapshot, Collector<Keyed<TargetScores>> out) {
    if (snapshot.record() == null) {
      gauges.ended(snapshot.key());
      return;
    }
    TargetScores scores = snapshot.record().getTargetScores();
    if (scores != null) {
      gauges.show(snapshot.key(), scores, System.currentTimeMillis());
      out.collect(new Keyed<>(snapshot.key(), scores));
    }
  }
}
