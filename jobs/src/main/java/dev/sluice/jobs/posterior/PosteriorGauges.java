// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import dev.sluice.schemas.PosteriorSnapshot;

/** What the dashboard and Prometheus see of the latest posteriors. */
final class PosteriorGauges {

  private PosteriorGauges() {}

  /** With gauges of their own for so many experiments of a subtask. */
  static Gauged<PosteriorSnapshot> of(int most) {
    return new Gauged<>(most, PosteriorGauges::numbers);
  }

  private static Numbers<PosteriorSnapshot> numbers() {
    return Numbers.of("experiment", PosteriorSnapshot::getSamples, PosteriorSnapshot::getAsOf)
        .sum("samples", PosteriorSnapshot::getSamples)
        .mean("logEvidence", PosteriorSnapshot::getLogEvidence)
        .mean("expectedEdges", PosteriorSnapshot::getExpectedEdges)
        .mean("entropyNats", PosteriorSnapshot::getEntropy)
        .mean("expectedShd", PosteriorSnapshot::getExpectedShd)
        .mean("auroc", PosteriorSnapshot::getAuroc)
        .max("refreshMillis", PosteriorSnapshot::getRefreshMillis);
  }
}
