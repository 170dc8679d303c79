// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.adaptation.study.Detector;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyDetectionTest {
  private static final List<String> SMALL =
      List.of(
          "--seeds=3",
          "--nodes=4",
          "--densities=er-0.5,chain",
          "--burn-in=300,100",
          "--stationary=200",
          "--changed=100");

  @TempDir private Path folder;

  @Test
  void comparesAllDetectorsTheSameWayEveryTime() throws IOException {
    Path out = folder.resolve("new").resolve("results");

    Console console = study("--out=" + out);

    assertThat(console.code()).isZero();
    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines())
        .filteredOn(line -> line.startsWith("er-0.5 ") || line.startsWith("chain "))
        .hasSize(2 * 2 * Detector.values().length);
    assertThat(Files.readAllLines(out.resolve("detection.csv")))
        .hasSize(1 + 2 * 2 * 3 * Detector.values().length)
        .doesNotHaveDuplicates();
    assertThat(study()).isEqualTo(console);
  }

  @ParameterizedTest
  @CsvSource({
    "--seeds=0, '--seeds: must be at least 1, is 0'",
    "--burn-in=0, '--burn-in: must be at least 1, is 0'",
    "--stationary=0, '--stationary: must be at least 1, is 0'",
    "--changed=0, '--changed: must be at least 1, is 0'",
    "--run-length=1, '--run-length: must be above 1, is 1.0'",
    "--challenger-memory=0.5, '--challenger-memory: must be above 1, is 0.5'",
    "--densities=er-9, '--densities: er-9: er:4:9: edges per node of 4 nodes must be 0 to 1.5, not"
        + " 9.0'",
    "--nodes=0, '--densities: er-0.5: er:0:0.5: number of nodes must be 1 to 200, not 0'",
    "--mechanisms=categorical:400, '--mechanisms categorical:400: tables of more than 262144 numbers'"
  })
  void outOfRange(String option, String problem) {
    assertThat(study(option))
        .isEqualTo(
            new Console(Sluice.FAILED, "", "sluice study detection: %s%n".formatted(problem)));
  }

  @Test
  void aFolderThatCannotBeIsSaidFirst() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    Console console = study("--out=" + file, "--seeds=1000000");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err()).startsWith("sluice study detection: --out " + file + ": ");
  }

  /** A small study; an option given takes the place of the small one. */
  private static Console study(String... options) {
    return Console.sluice(List.of("study", "detection"), SMALL, options);
  }
}
