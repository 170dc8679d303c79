// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.schemas.Topic;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * State outlives a release: each job goes on from savepoints that earlier builds have taken, at
 * another parallelism and in any state backend, as if it had never been stopped.
 *
 * <p>The savepoints are {@code src/test/resources/golden-state/JOB.vN.savepoint}. They are written
 * by this class, all of one version at once, or with {@code -Dsluice.golden.job=JOB} that of one
 * job, which alone is restored then:
 *
 * <pre>
 * mvn -pl jobs -am verify -Dtest=NoSuch -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dit.test=GoldenStateIT -Dfailsafe.failIfNoSpecifiedTests=false -Dsluice.golden.write=1
 * </pre>
 *
 * <ul>
 *   <li>A file is never written again. Whoever adds state writes the next version beside it; all
 *       versions are restored from then on, the newest has to hold an entry of every state.
 *   <li>Whoever has to break with savepoints deletes the old files, and says so in the release
 *       notes and in docs/savepoints.md.
 * </ul>
 */
class GoldenStateIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final String WRITE = "sluice.golden.write";
  private static final String WRITE_JOB = "sluice.golden.job";
  private static final String RUN = "golden";
  private static final int TAKEN_AT = 2;
  private static final int ATTEMPTS = 5;
  private static final int SAVEPOINTS = 20;

  /** Restored without change of backend at parallelism 1 too; others on RocksDB alone. */
  private static final Set<Class<?>> ON_HASHMAP_TOO =
      Set.of(GoldenPosterior.class, GoldenCoordinator.class, GoldenSite.class);

  private static final Map<GoldenJob, Map<Topic, Map<String, JsonNode>>> UNINTERRUPTED =
      new HashMap<>();

  @BeforeAll
  static void write() throws Exception {
    if (System.getProperty(WRITE) != null) {
      int version = Integer.parseInt(System.getProperty(WRITE));
      String only = System.getProperty(WRITE_JOB);
      for (GoldenJob job : GoldenFile.JOBS) {
        if (only == null || only.equals(job.name())) {
          write(new GoldenFile(job, version));
        }
      }
    }
  }

  private static void write(GoldenFile file) throws Exception {
    List<String> faults = List.of();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      GoldenRun run = GoldenRun.create(BROKER, file.job(), RUN);
      Path taken = take(file.job(), run);
      faults = faults(taken, run);
      if (faults.isEmpty()) {
        Files.createDirectories(file.path().getParent());
        Files.copy(taken, file.path(), REPLACE_EXISTING);
        System.out.println("wrote " + file.path() + ", " + Files.size(taken) + " bytes");
        file.read()
            .entries()
            .forEach((state, entries) -> System.out.println(entries + " " + state));
        return;
      }
    }
    throw new AssertionError(file + ": no savepoint without " + faults);
  }

  /** Takes savepoints until one has everything, or what is kept for a moment only has gone. */
  private static Path take(GoldenJob golden, GoldenRun run) throws Exception {
    List<List<GoldenJob.Message>> stages = golden.before();
    JobID job = CLUSTER.submit(env -> run.build(env, true), TAKEN_AT, null);
    run.sendAndAwait(stages.subList(0, stages.size() - 1), () -> savepoint(job));
    await().atMost(PATIENCE).until(() -> golden.settled(run.latest()));
    run.send(stages.get(stages.size() - 1));
    Path taken = metadata(CLUSTER.savepoint(job));
    for (int i = 1; i < SAVEPOINTS && !faults(taken, run).isEmpty(); i++) {
      taken = metadata(CLUSTER.savepoint(job));
    }
    CLUSTER.stop(job);
    return taken;
  }

  /**
   * Why a savepoint cannot be golden: states that have no entry, and what no other broker knows.
   */
  private static List<String> faults(Path savepoint, GoldenRun run) throws Exception {
    Savepoint taken = Savepoint.read(savepoint);
    List<String> faults = new ArrayList<>(taken.uncommitted(run.transactions()));
    taken
        .entries()
        .forEach(
            (state, entries) -> {
              if (entries == 0 && NeededStates.contains(state)) {
                faults.add(state + ": no entry");
              }
            });
    return faults;
  }

  private static Savepoint savepoint(JobID job) throws Exception {
    return Savepoint.read(metadata(CLUSTER.savepoint(job)));
  }

  private static Path metadata(String savepoint) {
    return Path.of(URI.create(savepoint)).resolve("_metadata");
  }

  static Stream<Arguments> restores() {
    String only = System.getProperty(WRITE_JOB);
    return GoldenFile.all().stream()
        .filter(file -> only == null || only.equals(file.job().name()))
        .flatMap(
            file ->
                ON_HASHMAP_TOO.contains(file.job().getClass())
                    ? Stream.of(Arguments.of(file, "hashmap", 1), Arguments.of(file, "rocksdb", 4))
                    : Stream.of(Arguments.of(file, "rocksdb", 4)));
  }

  @ParameterizedTest
  @MethodSource("restores")
  void aJobGoesOnFromAGoldenSavepointAsIfNeverStopped(
      GoldenFile file, String backend, int parallelism) throws Exception {
    Map<Topic, Map<String, JsonNode>> expected = uninterrupted(file.job());
    file.job().check(expected);
    GoldenRun run = GoldenRun.create(BROKER, file.job(), RUN);
    file.job().before().forEach(run::send);
    CLUSTER.useStateBackend(backend);
    JobID job =
        CLUSTER.submit(env -> run.build(env, false), parallelism, file.path().toUri().toString());
    run.sendAndAwait(file.job().after(), () -> savepoint(job));

    boolean newest = file.equals(GoldenFile.newest(file.job()));
    Set<String> without = newest ? Set.of() : file.job().learned();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> Leaves.assertSame(run.latest(), expected, without));
    assertThat(CLUSTER.restarts(job)).isZero();
    Path after = metadata(CLUSTER.stop(job));
    if (newest) {
      assertHasEveryStateOf(Savepoint.read(after), file);
    }
  }

  private static void assertHasEveryStateOf(Savepoint today, GoldenFile file) throws Exception {
    SortedMap<String, Long> entries = file.read().entries();
    assertThat(today.entries().keySet())
        .filteredOn(NeededStates::contains)
        .as("states that %s holds no entry of: write the next version of it", file)
        .allMatch(state -> entries.getOrDefault(state, 0L) > 0);
  }

  /**
   * What comes of all records in a job that is stopped only when nothing is to be done any more.
   */
  private static Map<Topic, Map<String, JsonNode>> uninterrupted(GoldenJob golden)
      throws Exception {
    if (!UNINTERRUPTED.containsKey(golden)) {
      GoldenRun run = GoldenRun.create(BROKER, golden, "uninterrupted");
      JobID job = CLUSTER.submit(env -> run.build(env, false), TAKEN_AT, null);
      List<List<GoldenJob.Message>> before = golden.before();
      run.sendAndAwait(before.subList(0, before.size() - 1), () -> savepoint(job));
      await().atMost(PATIENCE).until(() -> golden.settled(run.latest()));
      run.sendAndAwait(before.subList(before.size() - 1, before.size()), () -> savepoint(job));
      run.sendAndAwait(golden.after(), () -> savepoint(job));
      CLUSTER.drain(job);
      UNINTERRUPTED.put(golden, run.latest());
    }
    return UNINTERRUPTED.get(golden);
  }

  @Test
  void aUidThatIsRenamedMakesTheRestoreFail() throws Exception {
    GoldenFile file = GoldenFile.newest().get(0);
    GoldenRun run = GoldenRun.create(BROKER, file.job(), RUN);
    Throwable refusal =
        CLUSTER.refusal(
            env -> {
              run.build(env, false);
              rename(env, "statistics", "statistics-renamed");
            },
            file.path().toUri().toString());
    assertThat(refusal)
        .hasStackTraceContaining("Cannot map checkpoint/savepoint state for operator")
        .hasStackTraceContaining("because the operator is not available in the new program");
  }

  private static void rename(StreamExecutionEnvironment env, String uid, String other) {
    for (Transformation<?> transformation : env.getTransformations()) {
      if (uid.equals(transformation.getUid())) {
        transformation.setUid(other);
        return;
      }
    }
    throw new AssertionError("no operator with uid " + uid);
  }
}
