// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Chaos.Kill;
import dev.sluice.cluster.FlinkCommand.Submission;
import dev.sluice.cluster.workload.AllJobs;
import dev.sluice.cluster.workload.Workload;
import dev.sluice.jobs.adaptation.RunningComparison;
import dev.sluice.jobs.discovery.Gathered;
import dev.sluice.jobs.federation.coordinator.Coordinated;
import dev.sluice.jobs.federation.site.Evidence;
import dev.sluice.jobs.lesion.TrueCase;
import dev.sluice.jobs.lesion.enhance.EnhanceJob;
import dev.sluice.jobs.mesa.Totals;
import dev.sluice.jobs.posterior.Running;
import dev.sluice.jobs.survey.model.ModelSurvey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every job goes on from its savepoint as another build, in which a record in its state has a
 * further field, and at another parallelism, while records flow.
 */
@Tag("slow")
class UpgradeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<Workload> JOBS = AllJobs.workloads();
  private static final Cluster.Size SIZE = new Cluster.Size(2, JOBS.size(), PATIENCE);

  /** One in the state of each job but enhance, which has no record in state, only accounts. */
  private static final List<String> CHANGED =
      Stream.of(
              Running.class,
              RunningComparison.class,
              ModelSurvey.class,
              Gathered.class,
              Totals.class,
              Coordinated.class,
              Evidence.class,
              TrueCase.class)
          .map(Class::getName)
          .toList();

  private final Map<String, String> savepoints = new TreeMap<>();

  @Test
  void aChangedBuildGoesOnFromTheSavepointAndTheParallelismMayChange() throws Exception {
    Path folder = Path.of("target", "upgrade");
    ChaosRun run =
        new ChaosRun(new ChaosRun.Plan(JOBS, 1, "exactly-once", 0, 1, 50), System.out::println);
    try (Cluster cluster = Cluster.start(Installation.here(), folder, SIZE)) {
      Path next = new ChangedBuild(Installation.here(), folder.toAbsolutePath()).of(CHANGED);

      ChaosRun.Result result =
          run.on(
              cluster,
              jobs -> {
                goOn(cluster, jobs.values(), next, 2);
                assertThat(savepoints.values()).noneMatch(UpgradeIT::knowsTheField);
                goOn(cluster, jobs.values(), next, 1);
                assertThat(savepoints)
                    .allSatisfy(
                        (main, savepoint) ->
                            assertThat(knowsTheField(savepoint))
                                .isEqualTo(!main.equals(EnhanceJob.class.getName())));
                return List.<Kill>of();
              });

      assertThat(savepoints).hasSize(JOBS.size());
      assertThat(result.differences()).hasSize(JOBS.size());
      assertThat(result.differences().values()).allMatch(List::isEmpty);
    }
  }

  private void goOn(Cluster cluster, Collection<ClusterJob> jobs, Path jar, int parallelism) {
    for (ClusterJob job : jobs) {
      Submission old = job.submission();
      savepoints.put(
          old.main(), job.stopFor(new Submission(jar, old.main(), old.options(), parallelism)));
    }
    cluster.flink().runAll(List.copyOf(jobs));
    long since = System.currentTimeMillis();
    jobs.forEach(job -> job.awaitCheckpoint(since));
  }

  private static boolean knowsTheField(String savepoint) {
    try (Stream<Path> files = Files.list(Path.of(URI.create(savepoint)))) {
      for (Path file : files.toList()) {
        if (new String(Files.readAllBytes(file), ISO_8859_1).contains(ChangedBuild.FIELD)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
