// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.jobs.SnapshotGauges.orNaN;

import dev.sluice.jobs.SnapshotGauges;
import dev.sluice.jobs.beside.Display;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.Map;
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
}
