// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.util.List;

/** The jobs that the jobs jar holds. */
final class AllJobs {
  private AllJobs() {}

  /** One workload of each. */
  static List<Workload> workloads() {
    return List.of(
        new PosteriorWorkload(),
        new AdaptationWorkload(),
        new SurveyWorkload(),
        new DiscoveryWorkload(),
        new MesaWorkload());
  }
}
