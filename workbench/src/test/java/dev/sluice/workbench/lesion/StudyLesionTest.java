// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
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

final class StudyLesionTest {
  private static final List<String> SMALL =
      List.of(
          "--edge=8",
          "--clinical=4",
          "--synthetic=6",
          "--many=10",
          "--normals=5",
          "--test-strokes=6",
          "--test-normals=3",
          "--base=2",
          "--levels=2",
          "--steps=3",
          "--seeds=2");

  @TempDir private Path folder;

  private Console study(String... options) {
    List<String> small = Stream.concat(SMALL.stream(), Stream.of("--out=" + folder)).toList();
    return Console.sluice(List.of("study", "lesion"), small, options);
  }

  @Test
  void writesTablesSlicesAndPlots() throws IOException {
    Console console = study();

    assertThat(console.err()).doesNotContain("Exception");
    assertThat(console.code()).isZero();
    assertThat(console.out().lines())
        .startsWith(
            "PHANTOM STUDY on simulated heads of 8^3 voxels; it says nothing of patients.",
            "Networks: base 2, 2 levels, 3 steps of 2 cases. Test: 6 with lesions, 3 without; 2"
                + " seeds.")
        .anyMatch(line -> line.matches("clinical-like +4 +0 +0\\.\\d{3} \\[.*"))
        .anyMatch(line -> line.matches("augmented +4 +6 +0\\.\\d{3} \\[.*"))
        .anyMatch(line -> line.matches("synthetic +0 +[1-6] +0\\.\\d{3} \\[.*"))
        .anyMatch(line -> line.matches("all of the brain +0\\.\\d{3}"))
        .anyMatch(
            line ->
                line.matches(
                    "both +seed 1: [+-].*; seed 2: [+-].*; of seeds: [+-].*; all: .*, P = .*"))
        .anyMatch(line -> line.matches("both +seed 1: [+-].*; of seeds: [+-].*; all: [+-][^P]*"))
        .anyMatch(line -> line.matches("CS40DB +375 +40000 +0.72"));
    assertThat(Files.readAllLines(folder.resolve("lesion.csv"))).hasSize(1 + 2 * 6 * 9);
    assertThat(folder.resolve("volumes-both-many.svg")).isNotEmptyFile();
    BufferedImage slices = ImageIO.read(folder.resolve("slices.png").toFile());
    assertThat(slices.getWidth()).isEqualTo(150 + 6 * 186);
    assertThat(slices.getHeight()).isEqualTo(52 + 6 * 186);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--edge=7 | --edge must be from 8 to 128, is 7",
        "--levels=5 | --levels must be from 2 to 5, and the edge divisible by 2^(levels - 1), is 5",
        "--many=5 | --many must be at least --synthetic, is 5",
        "--learning-rate=0.01 | --learning-rate must be above 0 and at most 0.003, is 0.01",
        "--minimum-volume=NaN | --minimum-volume must be at least 0, is NaN",
      })
  void refusesInOneLine(String option, String problem) {
    Console console = study(option);

    assertThat(console.code()).isNotZero();
    assertThat(console.err().strip()).endsWith(problem).hasLineCount(1);
  }
}
