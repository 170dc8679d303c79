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

final class StudyTargetingTest {
  private static final List<String> SMALL =
      List.of(
          "--families=chain,p=0.75",
          "--variables=3",
          "--seeds=2",
          "--rounds=3",
          "--streams=2",
          "--rules=random,eig,ait",
          "--sampled-graphs=8");

  @TempDir private Path folder;

  @Test
  void writesATableAndPlots() throws IOException {
    Console console = study();

    assertThat(console.code()).isZero();
    assertThat(console.out().lines())
        .contains(
            "chain, linear-gaussian: 2 systems, 3 rounds of 10 rows after 100 observations",
            "all together, linear-gaussian: 4 systems, 3 rounds of 10 rows after 100 observations")
        .anyMatch(line -> line.matches("random +\\d\\.\\d+ +- +- +- +- .*"))
        .anyMatch(line -> line.matches("eig +\\d\\.\\d+ +[+-]\\d\\.\\d+ +\\[.*, .*] .*"))
        .anyMatch(
            line ->
                line.startsWith("eig, realised over predicted gain: ")
                    && line.endsWith(" rounds with more than 0.1 nats predicted"))
        .anyMatch(line -> line.startsWith("eig, below 0.005 nats per row twice in a row: after "));
    assertThat(console.out().lines().reduce((a, b) -> b)).hasValue("written to " + folder);
    List<String> csv = Files.readAllLines(folder.resolve("targeting.csv"));
    assertThat(csv)
        .hasSize(1 + 2 * 2 * (2 + 1 + 1) * 4)
        .allMatch(line -> line.chars().filter(c -> c == ',').count() == 12)
        .anyMatch(line -> line.matches("p=0.75,linear-gaussian,eig,2,3,30,[^,]+,[^,]+,X[123],.*"))
        .anyMatch(line -> line.matches("chain,linear-gaussian,random,1,0,0,[^,]+,[^,]+,,,,,2"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(1 + 2 * 2 * 2)
          .contains("expected-shd-chain.svg", "entropy-p-0.75.png");
    }
  }

  @Test
  void isTheSameWheneverItIsRunAndPairsSystems() throws IOException {
    study();
    List<String> once = withoutMillis();
    study();
    assertThat(withoutMillis()).isEqualTo(once);
    study("--rules=eig,round-robin,cbed,entropy,descendants,oracle", "--first-seed=2", "--seeds=1");
    assertThat(withoutMillis())
        .containsAll(once.stream().filter(line -> line.matches("chain,[^,]*,eig,2,.*")).toList());
  }

  @Test
  void systemsMayBeOfTables() throws IOException {
    Console console = study("--mechanisms=dirichlet:3", "--values=0,2");

    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines())
        .contains("chain, categorical: 2 systems, 3 rounds of 20 rows after 1,000 observations");
    assertThat(study("--mechanisms=dirichlet:3").code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --seeds=0,             "--seeds: must be at least 1, is 0"
          --rounds=0,            "--rounds: must be at least 1, is 0"
          --rows=0,              "--rows: must be at least 1, is 0"
          --streams=0,           "--streams: must be at least 1, is 0"
          --sampled-graphs=1,    "--sampled-graphs: must be at least 2, is 1"
          --families=star,       "--families star: star:3: 'star' is not a graph family (er, random, random-max, chain, collider, bidiag, tree, jungle, full)"
          --families=er-x,       "--families er-x: 'x' is not a number"
          --families=er-2,       "--families er-2: edges per node of 3 nodes must be 0 to 1.0, not 2.0"
          --variables=13,        "--families: chain:13: must have 2 to 12 nodes"
          """,
      quoteCharacter = '"')
  void refusesWhatMakesNoSense(String option, String problem) {
    assertThat(study(option))
        .isEqualTo(
            new Console(Sluice.FAILED, "", "sluice study targeting: %s%n".formatted(problem)));
  }

  @Test
  void refusesValuesThatAreNoCategories() {
    assertThat(study("--mechanisms=dirichlet:3", "--values=3").err())
        .startsWith("sluice study targeting: --values: 3.0 is no category of dirichlet:3");
  }

  @Test
  void namesTheRulesThatThereAre() {
    assertThat(study("--rules=best").err())
        .contains("'best' is no rule; there are random, round-robin, eig, ait, cbed, entropy,");
  }

  private List<String> withoutMillis() throws IOException {
    return Files.readAllLines(folder.resolve("targeting.csv")).stream()
        .map(line -> line.replaceFirst("[^,]*,([^,]*)$", "$1"))
        .toList();
  }

  /** A small study; an option given takes the place of the small one. */
  private Console study(String... options) {
    List<String> small = Stream.concat(SMALL.stream(), Stream.of("--out=" + folder)).toList();
    return Console.sluice(List.of("study", "targeting"), small, options);
  }
}
