// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script at the root, on the build that this test belongs to. */
final class LauncherIT {
  private static final Path SCRIPT = Path.of("../sluice").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void worksThroughALinkFromAnyFolder() throws Exception {
    Path link = folder.resolve("a link");
    Files.createSymbolicLink(link, SCRIPT);

    Console console = run(folder, Map.of(), link.toString(), "--version");
    Files.delete(link); // JUnit warns of links that lead out of a temporary folder

    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    assertThat(console.out()).startsWith("sluice 0.").contains("(Flink 2.");
  }

  @Test
  void takesFilesRelativeToTheCallersFolder() throws Exception {
    Files.writeString(folder.resolve("half.json"), "{");

    Console console =
        run(folder, Map.of(), SCRIPT.toString(), "declare", "half.json", "--bootstrap=localhost:1");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err()).startsWith("sluice declare: half.json: malformed: ");
  }

  @Test
  void namesTheJavaThatItNeeds() throws Exception {
    Path java = folder.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"21.0.1\"\n");

    Console console =
        run(
            folder,
            Map.of("JAVA_HOME", folder.resolve("jdk").toString()),
            SCRIPT.toString(),
            "--version");

    assertThat(console)
        .isEqualTo(
            new Console(
                1,
                "",
                "sluice: needs a JDK 17, but %s is version 21.0.1: set JAVA_HOME\n"
                    .formatted(java)));
  }

  @Test
  void keepsLogsOffTheTerminal() throws Exception {
    Path logs = folder.resolve("logs");

    Console console =
        run(
            folder,
            Map.of("SLUICE_LOGS", logs.toString()),
            SCRIPT.toString(),
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
    int code = builder.start().waitFor();
    return new Console(code, read(out), read(err));
  }

  private static String read(File file) throws IOException {
    return Files.readString(file.toPath(), StandardCharsets.UTF_8);
  }
}
