// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.local.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script, in a root that holds the build that this test belongs to but none of its
 * sources, and says that it was made from none: it is up to date, whatever is edited meanwhile.
 */
final class LauncherIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @TempDir private Path folder;

  private Path script;
  private Path lib;

  @BeforeEach
  void copyTheBuild() throws Exception {
    Path target = Files.createDirectories(folder.resolve("root/workbench/target"));
    script = Files.copy(Path.of("../sluice"), folder.resolve("root/sluice"), COPY_ATTRIBUTES);
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(TARGET, "sluice-workbench-*.jar")) {
      for (Path jar : jars) {
        Files.copy(jar, target.resolve(jar.getFileName()));
      }
    }
    Path list = folder.resolve("root/.mvn/built-from");
    Files.createDirectories(list.getParent());
    Files.copy(Path.of("../.mvn/built-from"), list);
    Files.createFile(folder.resolve("root/pom.xml"));
    Console console = run(folder, Map.of(), "bash", list.toString());
    Files.writeString(target.resolve("built-from"), console.out());
    lib = Files.createSymbolicLink(target.resolve("lib"), TARGET.resolve("lib"));
  }

  @AfterEach
  void deleteTheLink() throws IOException {
    Files.deleteIfExists(lib); // JUnit warns of links that lead out of a temporary folder
  }

  @Test
  void worksThroughALinkFromAnyFolder() throws Exception {
    Path link = folder.resolve("a link");
    Files.createSymbolicLink(link, script);

    Console console = run(folder, Map.of(), link.toString(), "--version");

    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    assertThat(console.out()).startsWith("sluice 0.").contains("(Flink 2.");
  }

  @Test
  void findsWhatMavenBuiltItFrom() throws IOException {
    assertThat(Files.readAllLines(TARGET.resolve("built-from")))
        .isSorted()
        .filteredOn(line -> line.matches("\\d+ \\d+ (pom.xml|jobs/pom.xml|\\S+/Sluice.java)"))
        .hasSize(3);
  }

  @Test
  void takesFilesRelativeToTheCallersFolder() throws Exception {
    Files.writeString(folder.resolve("half.json"), "{");

    Console console =
        run(folder, Map.of(), script.toString(), "declare", "half.json", "--bootstrap=localhost:1");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err()).startsWith("sluice declare: half.json: malformed: ");
  }

  @Test
  void namesTheJavaThatItNeeds() throws Exception {
    Path java = folder.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"16.0.2\"\n");

    Console console =
        run(
            folder,
            Map.of("JAVA_HOME", folder.resolve("jdk").toString()),
            script.toString(),
            "--version");

    assertThat(console)
        .isEqualTo(
            new Console(
                1,
                "",
                "sluice: needs a JDK 17 or later, but %s is version 16.0.2: set JAVA_HOME\n"
                    .formatted(java)));
  }

  @Test
  void keepsLogsOffTheTerminal() throws Exception {
    Path logs = folder.resolve("logs");

    Console console =
        run(
            folder,
            Map.of("SLUICE_LOGS", logs.toString()),
            script.toString(),
            "declare",
            "--end=x",
            "--bootstrap=127.0.0.1:" + Ports.claim("test", 0));

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.out()).isEmpty();
    assertThat(console.err().lines()).hasSize(1);
    try (Stream<Path> files = Files.list(logs)) {
      assertThat(files).singleElement().asString().contains("sluice-").endsWith(".log");
    }
  }

  @Test
  void buildsThoughABuilderDiedWithTheLock() throws Exception {
    Path mvn = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
    Files.writeString(mvn, "#!/bin/sh\necho '[ERROR] out of order'\nexit 1\n");
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
    Files.delete(lib); // no build without it
    Process builder = new ProcessBuilder("true").start();
    builder.waitFor();
    Path state = Files.createDirectories(folder.resolve("root/.sluice"));
    Path lock = state.resolve("build.pid");
    Files.createSymbolicLink(lock, Path.of(Long.toString(builder.pid())));

    Console console =
        run(
            folder,
            Map.of("PATH", mvn.getParent() + File.pathSeparator + System.getenv("PATH")),
            script.toString(),
            "--version");

    assertThat(console)
        .isEqualTo(
            new Console(
                1,
                "",
                """
                sluice: building (the first time, Maven downloads what it needs: minutes)
                [ERROR] out of order
                sluice: the build failed; its output is in %s
                """
                    .formatted(state.toRealPath().resolve("build.log"))));
    assertThat(Files.isSymbolicLink(lock)).isFalse();
  }

  private Console run(Path directory, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out)
            .redirectError(err);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("%s ended within %s", List.of(command), PATIENCE)
          .isTrue();
      return new Console(process.exitValue(), read(out), read(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(File file) throws IOException {
    return Files.readString(file.toPath(), StandardCharsets.UTF_8);
  }
}
