// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build has laid into the target folders: Flink's lib folder, the jobs jar, the workbench.
 *
 * @param root the folder of the parent project
 */
record Installation(Path root) {

  /** Above the folder that Maven and the launchers run in, which is this module's. */
  static Installation here() {
    return new Installation(Path.of("..").toAbsolutePath().normalize());
  }

  /** Everything but Flink: what is submitted. */
  Path jobsJar() {
    return required(root.resolve("jobs/target/sluice-jobs.jar"));
  }

  /** The classpath of Flink's processes. */
  String flink() {
    return attended() + File.pathSeparator + all(root.resolve("cluster/target/flink-lib"));
  }

  /** The classpath of the workbench, which has a broker. */
  String workbench() {
    Path target = root.resolve("workbench/target");
    try (Stream<Path> files = Files.list(target)) {
      String jar =
          files
              .map(Path::toString)
              .filter(name -> name.matches(".*/sluice-workbench-[^/]*(?<!tests)\\.jar"))
              .findFirst()
              .orElseThrow();
      return String.join(File.pathSeparator, List.of(attended(), jar, all(target.resolve("lib"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where {@link Attended} is. */
  private String attended() {
    return required(root.resolve("cluster/target/classes")).toString();
  }

  private static String all(Path folder) {
    return required(folder).resolve("*").toString();
  }

  private static Path required(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalStateException(path + " is missing: mvn -DskipTests package");
    }
    return path;
  }
}
