// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import static org.assertj.core.api.Assertions.assertThat;

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

class StudyPosteriorTest {
  @TempDir private Path folder;

  private static Console study(String study, List<String> options) {
    return Console.sluice(List.of("study", study), options);
  }

  @Test
  void calibrationIsTheSameEveryTime() throws IOException {
    List<String> options =
        List.of("--variables=3", "--experiments=30", "--observations=20", "--out=" + folder);

    Console console = study("calibration", options);

    assertThat(console.code()).isZero();
    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines()).hasSize(1 + 10 + 2);
    List<String> bins = Files.readAllLines(folder.resolve("calibration.csv"));
    assertThat(bins).hasSize(1 + 10);
    assertThat(
            bins.stream().skip(1).mapToInt(line -> Integer.parseInt(line.split(",", -1)[1])).sum())
        .isEqualTo(30 * 3 * 2);
    assertThat(study("calibration", options)).isEqualTo(console);
  }

  @Test
  void calibrationOfMoreVariablesThanTheExactMethodHas() {
    Console console =
        study(
            "calibration",
            List.of(
                "--variables=19",
                "--method=mcmc",
                "--steps=2000",
                "--experiments=2",
                "--categories=2",
                "--prior=fair"));

    assertThat(console.code()).isZero();
    assertThat(console.out().lines()).hasSize(1 + 10 + 2);
  }

  @Test
  void aScaleThatFitsTheNoiseIsCloserToTheTruth() throws IOException {
    Console console = study("posterior", List.of("--variables=6", "--graphs=5", "--out=" + folder));

    assertThat(console.code()).isZero();
    assertThat(expectedShd(console, "noise")).isLessThan(expectedShd(console, "unit"));
    assertThat(Files.readAllLines(folder.resolve("posterior.csv"))).hasSize(1 + 3 * 5);
  }

  private static double expectedShd(Console console, String scale) {
    return console
        .out()
        .lines()
        .filter(line -> line.startsWith(scale))
        .mapToDouble(line -> Double.parseDouble(line.split(" +", -1)[1]))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "calibration, --variables=1, '--variables: must be 2 to 200: 1'",
    "calibration, --variables=23, '--variables: must be at most 22 unless --method is mcmc: 23'",
    "calibration, --categories=1, '--categories: must be at least 2: 1'",
    "calibration, --experiments=0, '--experiments: must be at least 1: 0'",
    "posterior, --variables=23, '--variables: must be at most 22 unless --method is mcmc: 23'",
    "posterior, --graphs=0, '--graphs: must be at least 1: 0'"
  })
  void outOfRange(String study, String option, String problem) {
    Console console = study(study, List.of(option));

    assertThat(console)
        .isEqualTo(
            new Console(Sluice.FAILED, "", "sluice study %s: %s%n".formatted(study, problem)));
  }
}
