// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import java.util.List;

/** The jobs that the jobs jar holds. */
public final class AllJobs {
  private AllJobs() {}

  /** One workload of each. */
  public static List<Workload> workloads() {
    return List.of(
        new PosteriorWorkload(),
        new AdaptationWorkload(),
        new SurveyWorkload(),
        new DiscoveryWorkload(),
        new MesaWorkload(),
        new LesionWorkload(),
        new EnhanceWorkload(),
        new CoordinatorWorkload(),
        new SiteWorkload());
  }
}
