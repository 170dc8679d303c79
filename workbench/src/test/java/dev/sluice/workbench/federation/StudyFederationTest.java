// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StudyFederationTest {
  private static final List<String> SMALL =
      List.of(
          "--graphs=chain:4",
          "--mechanisms=neural:3",
          "--sites=2",
          "--rules=naive,proximity,trimmed,alone,pooled",
          "--seeds=2",
          "--rounds=2",
          "--fit-steps=5",
          "--graph-steps=3",
          "--observations=60,120",
          "--interventions=10",
          "--hidden-width=8",
          "--batch=16",
          "--sampled-graphs=4");

  @TempDir private Path folder;

  private Console study(String... options) {
    List<String> small = Stream.concat(SMALL.stream(), Stream.of("--out=" + folder)).toList();
    return Console.sluice(List.of("study", "federation"), small, options);
  }

  @Test
  void writesATableAndPlots() throws IOException {
    Console console = study();

    assertThat(console.err()).doesNotContain("Exception");
    assertThat(console.code()).isZero();
    assertThat(console.out().lines())
        .contains(
            "chain:4, 2 sites, targets disjoint:2, each 60 observations and 10 per target: means"
                + " over 2 seeds")
        .anyMatch(
            line -> line.matches("proximity +2 +[\\d.]+ +[\\d.]+ +[\\d.]+ +[\\d.]+ +[12] +192 .*"))
        .anyMatch(line -> line.matches("alone +1 +[\\d.]+ +[\\d.]+ +[\\d.]+ +[\\d.]+ +- .*"))
        .anyMatch(line -> line.matches("acyclic SHD of each seed after round 2, naive: \\d \\d"))
        .anyMatch(
            line ->
                line.matches(
                    "acyclic SHD, proximity less naive, paired by seed: [+-]\\d.\\d\\d"
                        + " \\(95%: [+-][\\d.]+ to [+-][\\d.]+\\)"))
        .anyMatch(line -> line.startsWith("acyclic SHD, trimmed less the best site alone"));
    assertThat(console.out().lines().reduce((a, b) -> b)).hasValue("written to " + folder);
    List<String> csv = Files.readAllLines(folder.resolve("federation.csv"));
    assertThat(csv).hasSize(1 + 2 * 2 * (4 + 2) * 2);
    assertThat(csv).allMatch(line -> line.chars().filter(c -> c == ',').count() == 13);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .hasSize(1 + 2 * 2 * 2)
          .contains("shd-chain-4-60-10.svg", "auroc-chain-4-120-10.png");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--sites=3 | --targets: disjoint:2 of 3 sites needs 6 variables, there are 4",
        "--alpha=1 | --alpha: must be between 0 and 1, is 1.0",
        "--least-weight=0 | --least-weight: must be above 0 and at most 1, is 0.0",
        "--rounds=0 | --rounds: must be at least 1, is 0",
        "--graphs=er:4 | --graphs ",
        "--targets=apart | 'apart' is none of disjoint:T, overlapping:T and shared",
        "--rules=naive,foo | 'foo' is none of naive, proximity, trimmed, alone, pooled",
        "--interventions=1,2,3 | --interventions: one number, or as many as --observations",
        "--hidden-width=5 | --hidden-width: must be a multiple of 4, is 5",
        "--clip=0 | --clip: must be above 0, is 0.0"
      })
  void saysWhichOptionIsWrong(String option, String message) {
    Console console = study(option);
    assertThat(console.code()).isNotZero();
    assertThat(console.err()).contains(message);
  }
}
