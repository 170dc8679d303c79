// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StudyDiscoveryTest {
  private static final List<String> SMALL =
      List.of(
          "--graphs=chain:3",
          "--mechanisms=categorical:2",
          "--seeds=2",
          "--epochs=2",
          "--fit-steps=5",
          "--graph-steps=3",
          "--observations=60,120",
          "--interventions=10",
          "--hidden-width=8",
          "--batch=16",
          "--sampled-graphs=4");

  @TempDir private Path folder;

  @Test
  void writesATableAndPlots() throws IOException {
    Console console = study();

    assertThat(console.code()).isZero();
    assertThat(console.out().lines())
        .contains("chain:3, 60 observations and 3 x 10 interventions: medians over 2 seeds")
        .anyMatch(line -> line.matches("enco +2 +\\d\\.\\d +\\d\\.\\d +[\\d.]+ .*"))
        .anyMatch(
            line -> line.matches("exact +- +\\d\\.\\d +\\d\\.\\d +[\\d.]+ .* 0\\.0000 +[\\d.]+"))
        .anyMatch(line -> line.matches("SHD of each seed after epoch 2, enco: \\d \\d"))
        .anyMatch(
            line ->
                line.matches("chain:3, 150 draws: enco median SHD \\d\\.\\d, \\d of 2 right, .*"));
    assertThat(console.out().lines().reduce((a, b) -> b)).hasValue("written to " + folder);
    List<String> csv = Files.readAllLines(folder.resolve("discovery.csv"));
    assertThat(csv).hasSize(1 + 2 * 2 * (2 + 1));
    assertThat(csv).allMatch(line -> line.chars().filter(c -> c == ',').count() == 16);
    assertThat(files())
        .hasSize(1 + 3 * 3 * 2)
        .contains(
            "shd-chain-3-60-10.svg", "expected-shd-chain-3-120-10.png", "auroc-chain-3-draws.svg");
    assertThat(Files.readString(folder.resolve("shd-chain-3-draws.svg"))).contains("<svg ");
  }

  @Test
  void onlySecondsDifferTheNextTime() throws IOException {
    study();
    List<String> first = withoutSeconds();
    study();

    assertThat(withoutSeconds()).isEqualTo(first);
  }

  @Test
  void saysWhereTheExactPosteriorDoesNotReach() {
    Console console = study("--graphs=chain:17", "--observations=60", "--seeds=1");

    assertThat(console.out().lines())
        .contains("SHD of each seed, exact: none")
        .anyMatch(
            line ->
                line.startsWith("chain:17, 230 draws: enco median SHD ")
                    && line.endsWith("; exact does not reach as far"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          --seeds=0,            "--seeds: must be at least 1, is 0"
          --epochs=0,           "--epochs: must be at least 1, is 0"
          --fit-steps=0,        "--fit-steps: must be at least 1, is 0"
          --graph-steps=-1,     "--graph-steps: must be at least 0, is -1"
          --hidden-width=6,     "--hidden-width: must be a multiple of 4, is 6"
          --sampled-graphs=1,   "--sampled-graphs: must be at least 2, is 1"
          --observations=0,     "--observations: must be at least 1, is 0"
          --interventions=-1,   "--interventions: must be at least 0, is -1"
          "--interventions=1,2,3", "--interventions: one number, or as many as --observations has, which are 2, not 3"
          --latent-confounders=2, "--mechanisms categorical:2 --latent-confounders 2 on chain:3: number of hidden common causes must be 1 to 1, not 2"
          --latent-confounders=-1, "--mechanisms categorical:2 --latent-confounders -1 on chain:3: number of hidden common causes must be 1 to 1, not -1"
          --graphs=chain,       "--graphs chain: expected chain:NODES"
          --graphs=collider:20,   "--mechanisms categorical:2 on collider:20: node 10: a table of 2^19 rows is larger than 1000000 entries"
          """)
  void refusesWhatMakesNoSense(String option, String problem) {
    assertThat(study(option))
        .isEqualTo(
            new Console(Sluice.FAILED, "", "sluice study discovery: %s%n".formatted(problem)));
  }

  @Test
  void learnsNetworksOfFiles() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("two coins.bif"),
            """
            network coins { }
            variable B { type discrete [ 2 ] { no, yes }; }
            variable A { type discrete [ 2 ] { no, yes }; }
            probability ( A ) { table 0.5, 0.5; }
            probability ( B | A ) { (no) 0.9, 0.1; (yes) 0.2, 0.8; }
            """);

    Console console = study("--bif=" + file, "--seeds=1", "--epochs=1", "--methods=exact,enco");

    assertThat(console.err()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("discovery.csv")))
        .anyMatch(line -> line.startsWith("two coins,2,60,10,1,exact,,0.00000,0.00000,"))
        .anyMatch(line -> line.startsWith("two coins,2,120,10,1,enco,1,"));
    assertThat(study("--bif=" + file, "--graphs=chain:3").code()).isEqualTo(Sluice.MISUSED);
    Console missing = study("--bif=" + folder.resolve("no.bif"));
    assertThat(missing.err())
        .startsWith("sluice study discovery: --bif " + folder.resolve("no.bif"));
  }

  @Test
  void saysWhichMethodCannotLearnWhat() {
    assertThat(study("--methods=dcdi,enco").err())
        .startsWith("sluice study discovery: --methods: dcdi on chain:3: ");
  }

  @Test
  void countsFlaggedPairs() throws IOException {
    Console console =
        study("--latent-confounders=1", "--observations=60", "--methods=enco,dsdi,exact");

    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines())
        .contains(
            "chain:3, 60 observations and 3 x 10 interventions: pairs flagged as having a latent"
                + " common cause, over all 2 seeds",
            "enco        2         0 of 2         0 of 4         0 of 1",
            "of each seed after epoch 2, enco: 0/1 and 0/2 and 0/1, 0/1 and 0/2 and 0/0");
    assertThat(Files.readAllLines(folder.resolve("confounders.csv")))
        .containsExactly(
            "graph,variables,observations,interventions,seed,method,epoch,"
                + "flagged_confounded,confounded,flagged_others,others,flagged_clear,clear",
            "chain:3,3,60,10,1,enco,1,0,1,0,2,0,1",
            "chain:3,3,60,10,1,enco,2,0,1,0,2,0,1",
            "chain:3,3,60,10,2,enco,1,0,1,0,2,0,0",
            "chain:3,3,60,10,2,enco,2,0,1,0,2,0,0");
    assertThat(files()).doesNotContain("targets.csv");
  }

  @Test
  void looksForLatentCausesWhereThereAreNone() throws IOException {
    study("--latent-confounders=0", "--observations=60");

    assertThat(Files.readAllLines(folder.resolve("confounders.csv")))
        .contains("chain:3,3,60,10,1,enco,1,0,0,0,3,0,0");
  }

  @Test
  void drawsMechanismsAnew() {
    Console console = study("--redraw", "--observations=60", "--mechanisms=dsdi:2");

    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines())
        .anyMatch(line -> line.startsWith("chain:3 redrawn, 90 draws: dsdi median SHD "))
        .noneMatch(line -> line.startsWith("exact"));
    assertThat(study("--redraw", "--latent-confounders=1").err())
        .isEqualTo(
            "sluice study discovery: --redraw: not together with --latent-confounders%n"
                .formatted());
  }

  @Test
  void countsTargetsThatWereFoundOut() throws IOException {
    Console console = study("--unknown-targets", "--observations=60");

    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines())
        .contains(
            "chain:3, 60 observations and 3 x 10 interventions: unknown targets that were found"
                + " out, over all 2 seeds")
        .anyMatch(line -> line.matches("dsdi +2 +\\d of 6"))
        .anyMatch(line -> line.matches("of each seed after epoch 2, dsdi: \\d/3, \\d/3"))
        .anyMatch(line -> line.startsWith("chain:3, 90 draws: dsdi median SHD "));
    assertThat(Files.readAllLines(folder.resolve("targets.csv")))
        .hasSize(1 + 2 * 2)
        .startsWith(
            "graph,variables,observations,interventions,seed,method,epoch,"
                + "right_targets,unknown_targets");
    assertThat(files()).doesNotContain("confounders.csv");
    assertThat(study("--unknown-targets", "--methods=enco").err())
        .isEqualTo(
            "sluice study discovery: --methods: enco learns nothing from unknown interventions%n"
                .formatted());
  }

  @Test
  void refusesAFolderThatCannotBe() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    Console console = study("--out=" + file);

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err()).startsWith("sluice study discovery: --out " + file + ": ");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private List<String> withoutSeconds() throws IOException {
    return Files.readAllLines(folder.resolve("discovery.csv")).stream()
        .map(line -> line.replaceFirst("[^,]*,[^,]*$", ""))
        .toList();
  }

  /**
   * A small study; an option given takes the place of the small one. Progress, which is told after
   * seconds, is left out.
   */
  private Console study(String... options) {
    List<String> given = List.of(options);
    boolean ofFile = given.stream().anyMatch(option -> option.startsWith("--bif"));
    boolean ofDsdi = given.stream().anyMatch(o -> o.matches("--unknown-targets|--redraw|.*dsdi.*"));
    List<String> small =
        Stream.concat(SMALL.stream(), Stream.of("--out=" + folder))
            .filter(option -> !(ofFile && option.matches("--(graphs|mechanisms)=.*")))
            .filter(option -> !(ofDsdi && option.startsWith("--hidden-width=")))
            .toList();
    Console console = Console.sluice(List.of("study", "discovery"), small, options);
    String complaints = console.err().replaceAll("(?m)^\\d+ of \\d+ epochs .*\\R", "");
    return new Console(console.code(), console.out(), complaints);
  }
}
