// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StudyAdaptationTest {
  @TempDir private Path folder;

  @Test
  void writesTablesAndPlots() throws IOException {
    Console console = study("--out=" + folder, "--densities=er-1,full", "--seeds=2");

    assertThat(console.code()).isZero();
    assertThat(console.out().lines())
        .contains(
            "gap to the shifted law, nats: median (quartiles) over 2 seeds @ best evidence",
            "written to " + folder)
        .anyMatch(line -> line.matches("causal {10,}\\d\\.\\d{3} \\(\\d\\.\\d{3}-.*\\) @ \\d+.*"))
        .anyMatch(line -> line.matches("er-1, source 60, 20 shots: ordering (holds|broken: .+)"))
        .anyMatch(line -> line.startsWith("table - causal, source 60, 20 shots: er-1 "))
        .anyMatch(line -> line.startsWith("detected / oracle target, causal, full, source 60"));
    List<String> csv = Files.readAllLines(folder.resolve("adaptation.csv"));
    assertThat(csv.get(0)).startsWith("density,source,seed,class,scope,evidence,shots,gap_nats,");
    // 4 systems: 5 zero-shot; 2 evidences at 2 shots for 4 classes with 3 scopes and 1 with 1,
    // and 1 more point of the curve for 5 classes; from scratch once at 2 shots
    assertThat(csv).hasSize(1 + 4 * (5 + 2 * (2 * (4 * 3 + 1) + 5) + 2 * 5));
    assertThat(csv).allMatch(line -> line.chars().filter(c -> c == ',').count() == 16);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly(
              "adaptation.csv",
              "gap-er-1-source-60.png",
              "gap-er-1-source-60.svg",
              "gap-full-source-60.png",
              "gap-full-source-60.svg",
              "gap20-source-60.png",
              "gap20-source-60.svg");
    }
    BufferedImage image = ImageIO.read(folder.resolve("gap20-source-60.png").toFile());
    assertThat(image.getWidth()).isEqualTo(760);
    assertThat(image.getHeight()).isEqualTo(480);
    assertThat(Files.readString(folder.resolve("gap-er-1-source-60.svg"))).contains("<svg ");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          --seeds=0,          "--seeds: must be at least 1, is 0"
          --shots=0,          "--shots: must be at least 1, is 0"
          --densities=ring,   "--densities: ring: ring:5: 'ring' is not a graph family (er, random, random-max, chain, collider, bidiag, tree, jungle, full)"
          --shift=recurrent,  "--shift: must be redraw-one or perfect"
          --targets=6,        "--targets: must be 1 to 5, is 6"
          --evidence=-1,      "--evidence: must be at least 0, is -1.0"
          """)
  void refusesWhatMakesNoSense(String option, String problem) {
    Console console = study("--out=" + folder, option);

    assertThat(console)
        .isEqualTo(
            new Console(Sluice.FAILED, "", "sluice study adaptation: %s%n".formatted(problem)));
  }

  @Test
  void refusesAFolderThatCannotBe() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    Console console = study("--out=" + file, "--seeds=1");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err()).startsWith("sluice study adaptation: --out " + file + ": ");
  }

  private static Console study(String... options) {
    return Console.sluice(
        Stream.concat(
                Stream.of(
                    "study",
                    "adaptation",
                    "--nodes=5",
                    "--source=60",
                    "--shots=10,20",
                    "--evidence=10,30"),
                Stream.of(options))
            .toArray());
  }
}
