// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.SnapshotGauges;
import dev.sluice.jobs.beside.Display;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.MetricGroup;

/** What the dashboard and Prometheus see of the latest posteriors of one subtask. */
final class PosteriorGauges implements Display<PosteriorSnapshot> {

  private final SnapshotGauges<PosteriorSnapshot> gauges;

  PosteriorGauges(MetricGroup group) {
    gauges =
        new SnapshotGauges<>(
            group,
            "experiment",
            Map.of(
                "samples", PosteriorSnapshot::getSamples,
                "logEvidence", orNaN(PosteriorSnapshot::getLogEvidence),
                "expectedEdges", orNaN(PosteriorSnapshot::getExpectedEdges),
                "entropyNats", orNaN(PosteriorSnapshot::getEntropy),
                "expectedShd", orNaN(PosteriorSnapshot::getExpectedShd),
                "auroc", orNaN(PosteriorSnapshot::getAuroc),
                "refreshMillis", orNaN(PosteriorSnapshot::getRefreshMillis)));
  }

  @Override
  public void show(String experimentId, PosteriorSnapshot snapshot) {
    gauges.show(experimentId, snapshot);
  }

  @Override
  public void ended(String experimentId) {
    gauges.ended(experimentId);
  }

  private static ToDoubleFunction<PosteriorSnapshot> orNaN(
      Function<PosteriorSnapshot, Double> number) {
    return snapshot -> {
      Double value = number.apply(snapshot);
      return value == null ? Double.NaN : value;
    };
  }
}
