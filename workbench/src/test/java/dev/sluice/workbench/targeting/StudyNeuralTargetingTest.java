// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

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

final class StudyNeuralTargetingTest {
  private static final List<String> SMALL =
      List.of(
          "--beliefs=enco",
          "--variables=3",
          "--mechanisms=neural:3",
          "--observations=50",
          "--seeds=2",
          "--rounds=2",
          "--hidden=8",
          "--fit-steps=20",
          "--imagined-rows=16",
          "--mask-graphs=6",
          "--graph-steps=5",
          "--sampled-graphs=4");

  @TempDir private Path folder;

  @Test
  void writesATableAndPlots() throws IOException {
    Console console = study();

    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines())
        .contains("chain, categorical: 2 systems, 2 rounds of 32 rows after 50 observations")
        .contains("of the predicted graph:")
        .anyMatch(line -> line.matches("git +\\d+\\.\\d+ +[+-]\\d+\\.\\d+ +\\[.*, .*] .*"))
        .anyMatch(
            line ->
                line.matches(
                    "git chooses as git-privileged would in [01]\\.\\d\\d of its decisions .*"));
    List<String> csv = Files.readAllLines(folder.resolve("targeting.csv"));
    assertThat(csv)
        .hasSize(1 + 2 * (2 + 2 + 5) * 3)
        .allMatch(line -> line.chars().filter(c -> c == ',').count() == 14)
        .anyMatch(line -> line.matches("chain,categorical,git,2,2,64,.*,X[123],.*,1,\\d.*,X[123]"))
        .anyMatch(line -> line.matches("chain,categorical,ait,1,0,0,[^,]+,[^,]+,,,,,1,\\d.*,"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("expected-shd-chain.svg", "entropy-chain.png");
    }
  }

  @Test
  void isTheSameWheneverItIsRunAndPairsSystems() throws IOException {
    study("--rules=git,random");
    List<String> once = withoutMillis();
    study("--rules=random,git,descendants,oracle", "--first-seed=2", "--seeds=1");
    List<String> again = withoutMillis();
    assertThat(again)
        .containsAll(
            once.stream()
                .filter(line -> line.matches("chain,categorical,(git|random),2,.*"))
                .toList());
    assertThat(again.stream().filter(line -> line.contains(",2,0,0,")))
        .extracting(line -> line.split(",", -1)[6])
        .hasSize(5)
        .containsOnly(once.get(1 + 6).split(",", -1)[6]);
  }

  @Test
  void systemsMayBeOfNumbersAndNormsOthers() {
    assertThat(
            study(
                    "--mechanisms=linear-gaussian",
                    "--rules=ait,git,cbed,git-privileged",
                    "--gradient=orientation",
                    "--norm=l1",
                    "--mask-graphs=4",
                    "--training-graphs=4",
                    "--imagined-rows=8")
                .out()
                .lines())
        .contains("chain, linear-gaussian: 2 systems, 2 rounds of 32 rows after 50 observations");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --rules=eig,           "--rules: eig needs the exact posterior: beliefs of ENCO have no marginal likelihoods"
          --hidden=5,            "--hidden: must be a multiple of 4, is 5"
          --fit-steps=0,         "--fit-steps: must be at least 1, is 0"
          --graph-steps=0,       "--graph-steps: must be at least 1, is 0"
          --training-graphs=1,   "--training-graphs: must be at least 2, is 1"
          --mask-graphs=1,       "--mask-graphs: must be at least 2, is 1"
          --imagined-rows=1,     "--imagined-rows: must be at least 2, is 1"
          --sampled-graphs=1,    "--sampled-graphs: must be at least 2, is 1"
          --rows=0,              "--rows: must be at least 1, is 0"
          --observations=0,      "--observations: networks learn from them: must be at least 1, is 0"
          """,
      quoteCharacter = '"')
  void refusesWhatMakesNoSense(String option, String problem) {
    assertThat(study(option))
        .isEqualTo(
            new Console(Sluice.FAILED, "", "sluice study targeting: %s%n".formatted(problem)));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --fit-steps=9,        "--fit-steps 9: belongs to --beliefs enco, not to --beliefs exact"
          --gradient=whole,     "--gradient whole: belongs to --beliefs enco, not to --beliefs exact"
          --rules=git,          "--rules: git needs beliefs that a gradient moves, such as those of enco"
          """,
      quoteCharacter = '"')
  void theExactPosteriorRefusesWhatIsNotIts(String option, String problem) {
    assertThat(
            Console.sluice(List.of("study", "targeting"), List.of("--out=" + folder), option).err())
        .isEqualTo("sluice study targeting: %s%n".formatted(problem));
  }

  private List<String> withoutMillis() throws IOException {
    return Files.readAllLines(folder.resolve("targeting.csv")).stream()
        .map(line -> line.replaceFirst(",[^,]*,([^,]*,[^,]*,[^,]*)$", ",$1"))
        .toList();
  }

  /** A small study; an option given takes the place of the small one. */
  private Console study(String... options) {
    List<String> small = Stream.concat(SMALL.stream(), Stream.of("--out=" + folder)).toList();
    return Console.sluice(List.of("study", "targeting"), small, options);
  }
}
