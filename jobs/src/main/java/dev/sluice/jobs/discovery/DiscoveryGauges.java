// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static dev.sluice.jobs.gauges.Numbers.orNaN;

import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import dev.sluice.schemas.DiscoverySnapshot;

/** What the dashboard and Prometheus see of the latest beliefs. */
final class DiscoveryGauges {

  private DiscoveryGauges() {}

  /** With gauges of their own for so many experiments of a subtask. */
  static Gauged<DiscoverySnapshot> of(int most) {
    return new Gauged<>(most, DiscoveryGauges::numbers);
  }

  private static Numbers<DiscoverySnapshot> numbers() {
    return Numbers.of("experiment", DiscoverySnapshot::getSamples, DiscoverySnapshot::getAsOf)
        .sum("samples", DiscoverySnapshot::getSamples)
        .sum("rows", orNaN(DiscoverySnapshot::getRows))
        .sum("epochs", orNaN(DiscoverySnapshot::getEpochs))
        .mean("loss", DiscoverySnapshot::getLoss)
        .mean("entropyNats", DiscoverySnapshot::getEntropy)
        .mean("expectedShd", DiscoverySnapshot::getExpectedShd)
        .mean("shd", DiscoverySnapshot::getShd)
        .mean("auroc", DiscoverySnapshot::getAuroc)
        .sum("trainingSeconds", orNaN(DiscoverySnapshot::getTrainingSeconds));
  }
}
