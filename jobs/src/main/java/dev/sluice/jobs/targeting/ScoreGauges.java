// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.jobs.SnapshotGauges;
import dev.sluice.jobs.beside.Display;
import dev.sluice.schemas.TargetScores;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;

/** What the dashboard and Prometheus see of the latest scores of one subtask. */
public final class ScoreGauges implements Display<TargetScores> {

  private final SnapshotGauges<TargetScores> gauges;

  /** Registers them in a group. */
  public ScoreGauges(MetricGroup group) {
    gauges =
        new SnapshotGauges<>(
            group,
            "experiment",
            Map.of("samples", TargetScores::getSamples, "bestScore", ScoreGauges::best));
  }

  private static double best(TargetScores scores) {
    return scores.getCandidates().isEmpty() ? Double.NaN : scores.getCandidates().get(0).getScore();
  }

  @Override
  public void show(String experimentId, TargetScores scores) {
    gauges.show(experimentId, scores);
  }

  @Override
  public void ended(String experimentId) {
    gauges.ended(experimentId);
  }
}
