// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When the launcher builds and what it tells the JVM: in a tree of a few files, with a java that
 * prints its options and an mvn that only notes that it ran and lays down what a build leaves.
 */
final class LauncherTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  private static final String MAVEN =
      """
      #!/bin/sh
      bash .mvn/built-from begin now
      echo built >>"$BUILDS"
      if [ -n "${EDITED:-}" ]; then echo edited >>"$EDITED"; fi
      mkdir -p workbench/target/lib
      : >workbench/target/sluice-workbench-1.jar
      bash .mvn/built-from end now
      """;

  @TempDir private Path folder;

  private Path root;
  private Path source;

  @BeforeEach
  void makeATree() throws Exception {
    root = folder.resolve("root");
    source = write("models/src/main/java/Model.java", "class Model {}");
    write("models/src/main/java/Other.java", "class Other {}");
    write("models/src/test/java/ModelTest.java", "class ModelTest {}");
    write("benchmarks/src/main/java/Benchmark.java", "class Benchmark {}");
    write("cluster/src/main/java/Cluster.java", "class Cluster {}");
    write("models/pom.xml", "<project />");
    write("pom.xml", "<project />");
    Files.copy(Path.of("../sluice"), root.resolve("sluice"), COPY_ATTRIBUTES);
    Files.createDirectories(root.resolve(".mvn"));
    Files.copy(Path.of("../.mvn/built-from"), root.resolve(".mvn/built-from"));
    executable(folder.resolve("bin/mvn"), MAVEN);
    jdk("17.0.15");
  }

  @Test
  void buildsOnce() throws Exception {
    launch(root);
    launch(root);

    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void takesWhatMavenBuilt() throws Exception {
    run(root, folder.resolve("bin/mvn").toString());

    launch(root);

    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void doesNotBuildACopyWhateverItsDates() throws Exception {
    launch(root);
    Path copy = folder.resolve("copy");
    run(folder, "cp", "-r", root.toString(), copy.toString());
    FileTime later = FileTime.from(Instant.now().plusSeconds(60));
    Files.setLastModifiedTime(copy.resolve("models/src/main/java/Model.java"), later);
    Files.setLastModifiedTime(copy.resolve("workbench/target/sluice-workbench-1.jar"), LONG_AGO);

    launch(copy);

    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsACopyOfATreeThatWasEditedSinceItsBuild() throws Exception {
    launch(root);
    Files.writeString(source, "class Model { }");
    Files.setLastModifiedTime(source, LONG_AGO);
    Path copy = folder.resolve("copy");
    run(folder, "cp", "-r", root.toString(), copy.toString());

    launch(copy);

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void doesNotBuildWhenABranchIsLeftAndEnteredAgain() throws Exception {
    launch(root);
    String before = Files.readString(source);
    Files.writeString(source, "class Branch {}");
    Files.writeString(source, before);

    launch(root);

    assertThat(builds()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"models/src/main/java/Model.java", "models/pom.xml", "pom.xml"})
  void buildsWhenAFileHasOtherContentThoughItIsOld(String file) throws Exception {
    launch(root);
    Path other = Files.writeString(folder.resolve("other"), "other content");
    Files.setLastModifiedTime(other, LONG_AGO);
    Files.copy(other, root.resolve(file), COPY_ATTRIBUTES, REPLACE_EXISTING);

    launch(root);

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsWhenASourceIsDeletedOrRenamedOrNew() throws Exception {
    launch(root);
    Path renamed = root.resolve("models/src/main/java/Renamed.java");
    Files.move(source, renamed);
    launch(root);
    assertThat(builds()).isEqualTo(2);

    Files.delete(renamed);
    launch(root);
    assertThat(builds()).isEqualTo(3);

    write("jobs/src/main/java/Job.java", "class Job {}");
    launch(root);
    assertThat(builds()).isEqualTo(4);
  }

  @Test
  void buildsForNothingThatTheBuildIsNotMadeFrom() throws Exception {
    launch(root);
    write("models/src/test/java/ModelTest.java", "class ModelTest { }");
    write("benchmarks/src/main/java/Benchmark.java", "class Benchmark { }");
    write("cluster/src/main/java/Cluster.java", "class Cluster { }");
    write("models/src/main/java/.Model.java.swp", "an editor's");

    launch(root);

    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenAFileWasEditedDuringTheBuild() throws Exception {
    run(root, "env", "EDITED=" + source, "./sluice");

    launch(root);
    launch(root);

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsWhenPartOfTheTreeWasBuiltByItself() throws Exception {
    launch(root);
    run(root, "bash", ".mvn/built-from", "end", "a run of workbench alone");

    launch(root);

    assertThat(builds()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "17, false",
    "17.0.15, false",
    "21.0.1, false",
    "24-ea, true",
    "25, true",
    "25.0.3, true",
    "100.0.1, true"
  })
  void runsOnJdk17AndLater(String version, boolean saysUnsafeIsFine) throws Exception {
    jdk(version);

    List<String> options = run(root, "./sluice", "--version").lines().toList();

    assertThat(options)
        .contains("--enable-native-access=ALL-UNNAMED", "--version")
        .filteredOn("--sun-misc-unsafe-memory-access=allow"::equals)
        .hasSize(saysUnsafeIsFine ? 1 : 0);
  }

  private void jdk(String version) throws IOException {
    executable(folder.resolve("jdk/bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private Path write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, content);
  }

  private static void executable(Path path, String content) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    assertThat(path.toFile().setExecutable(true)).isTrue();
  }

  private void launch(Path tree) throws IOException, InterruptedException {
    assertThat(run(tree, "./sluice")).endsWith("dev.sluice.workbench.Sluice\n");
  }

  private int builds() throws IOException {
    return Files.readAllLines(folder.resolve("builds")).size();
  }

  private String run(Path directory, String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("BUILDS", folder.resolve("builds").toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      String said = Files.readString(output);
      assertThat(process.exitValue()).as("%s: %s", List.of(command), said).isZero();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
