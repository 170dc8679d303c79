// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A golden savepoint of a job.
 *
 * @param job whose it is
 * @param version from 1 upwards
 */
public record GoldenFile(GoldenJob job, int version) {

  /** All jobs that have golden savepoints. */
  public static final List<GoldenJob> JOBS =
      List.of(
          new GoldenPosterior(),
          new GoldenAdaptation(),
          new GoldenSurvey(),
          new GoldenDiscovery(),
          new GoldenTargeting(),
          new GoldenMesa(),
          new GoldenMesaTrained(),
          new GoldenLesion(),
          new GoldenCoordinator(),
          new GoldenSite());

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden-state");

  /** All golden savepoints, of all jobs. */
  static List<GoldenFile> all() {
    return JOBS.stream().flatMap(GoldenFile::of).toList();
  }

  /** The newest of each job. */
  static List<GoldenFile> newest() {
    return JOBS.stream().map(GoldenFile::newest).toList();
  }

  /** The newest of a job. */
  static GoldenFile newest(GoldenJob job) {
    return of(job).max(Comparator.comparingInt(GoldenFile::version)).orElseThrow();
  }

  private static Stream<GoldenFile> of(GoldenJob job) {
    return IntStream.iterate(
            1, version -> Files.exists(new GoldenFile(job, version).path()), v -> v + 1)
        .mapToObj(version -> new GoldenFile(job, version));
  }

  Path path() {
    return FOLDER.resolve("%s.v%d.savepoint".formatted(job.name(), version));
  }

  Savepoint read() throws IOException {
    return Savepoint.read(path());
  }

  @Override
  public String toString() {
    return path().getFileName().toString();
  }
}
