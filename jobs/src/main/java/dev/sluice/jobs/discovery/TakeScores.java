// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.targeting.ScoreGauges;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.TargetScores;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Takes the scores out of snapshots that have some, and shows them. */
final class TakeScores extends RichFlatMapFunction<Keyed<DiscoverySnapshot>, Keyed<TargetScores>> {

  private static final long serialVersionUID = 1L;

  private transient ScoreGauges gauges;

  @Override
  public void open(OpenContext context) {
    gauges = new ScoreGauges(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void flatMap(Keyed<DiscoverySnapshot> snapshot, Collector<Keyed<TargetScores>> out) {
    if (snapshot.record() == null) {
      gauges.ended(snapshot.key());
      return;
    }
    TargetScores scores = snapshot.record().getTargetScores();
    if (scores != null) {
      gauges.show(snapshot.key(), scores);
      out.collect(new Keyed<>(snapshot.key(), scores));
    }
  }
}
