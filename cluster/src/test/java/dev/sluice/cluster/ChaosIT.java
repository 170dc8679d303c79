// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Chaos.Kill;
import dev.sluice.cluster.Chaos.Victim;
import dev.sluice.cluster.workload.AllJobs;
import dev.sluice.cluster.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Processes of every kind are killed while records flow, and nothing shows it. */
class ChaosIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void nothingIsLostAndNothingComesTwice() throws Exception {
    List<Workload> jobs = AllJobs.workloads();
    ChaosRun run =
        new ChaosRun(new ChaosRun.Plan(jobs, 2, "exactly-once", 3, 12, 50), System.out::println);
    Cluster.Size size = new Cluster.Size(2, jobs.size(), PATIENCE);
    try (Cluster cluster = Cluster.start(Installation.here(), Path.of("target", "chaos"), size)) {
      ChaosRun.Result result = run.on(cluster);

      assertThat(result.kills())
          .extracting(Kill::victim)
          .containsExactlyInAnyOrder(Victim.values());
      assertThat(result.differences())
          .containsOnlyKeys(
              "adaptation",
              "coordinator",
              "discovery",
              "enhance",
              "lesion",
              "mesa",
              "posterior",
              "site",
              "survey");
      assertThat(result.differences().values()).allMatch(List::isEmpty);
    }
  }
}
