// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static dev.sluice.jobs.SnapshotGauges.orNaN;

import dev.sluice.jobs.SnapshotGauges;
import dev.sluice.jobs.beside.Display;
import dev.sluice.schemas.DiscoverySnapshot;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;

/** What the dashboard and Prometheus see of the latest beliefs of one subtask. */
final class DiscoveryGauges implements Display<DiscoverySnapshot> {

  private final SnapshotGauges<DiscoverySnapshot> gauges;

  DiscoveryGauges(MetricGroup group) {
    gauges =
        new SnapshotGauges<>(
            group,
            "experiment",
            Map.of(
                "samples", DiscoverySnapshot::getSamples,
                "rows", orNaN(DiscoverySnapshot::getRows),
                "epochs", orNaN(DiscoverySnapshot::getEpochs),
                "loss", orNaN(DiscoverySnapshot::getLoss),
                "entropyNats", orNaN(DiscoverySnapshot::getEntropy),
                "expectedShd", orNaN(DiscoverySnapshot::getExpectedShd),
                "shd", orNaN(DiscoverySnapshot::getShd),
                "auroc", orNaN(DiscoverySnapshot::getAuroc),
                "trainingSeconds", orNaN(DiscoverySnapshot::getTrainingSeconds)));
  }

  @Override
  public void show(String experimentId, DiscoverySnapshot snapshot) {
    gauges.show(experimentId, snapshot);
  }

  @Override
  public void ended(String experimentId) {
    gauges.ended(experimentId);
  }
}
