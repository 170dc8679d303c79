// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        .map(line -> List.of(line.split(" +", -1)))
        .filter(cells -> cells.size() > 2 && cells.get(2).equals(scale))
        .mapToDouble(cells -> Double.parseDouble(cells.get(3)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyMethodGetsTheSameGraphsBesidePublishedRows() throws IOException {
    Console console =
        study(
            "posterior",
            List.of(
                "--protocol=vcn",
                "--variables=4",
                "--graphs=2",
                "--samples=20",
                "--methods=exact,mcmc,vcn,factorised",
                "--steps=1000",
                "--vcn-steps=20",
                "--vcn-graphs=10",
                "--priors=fair",
                "--seed=5",
                "--out=" + folder));

    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    List<String> lines = console.out().lines().toList();
    assertThat(lines.stream().map(line -> line.substring(0, Math.min(29, line.length())).strip()))
        .containsExactly(
            "method          prior     sca",
            "exact           fair      uni",
            "mcmc            fair      uni",
            "vcn             fair      uni",
            "factorised      fair      uni",
            "factorised      -         -",
            "VCN             -         -",
            "rows with a prior: means; ECE",
            "vcn and factorised with a pri",
            "rows without: Annadani et al.");
    assertThat(lines.get(5)).endsWith("~0.71");
    assertThat(lines.get(8))
        .endsWith(": 20 steps of 10 graphs, fewer than the paper's 30,000 of 1,000");
    List<String> csv = Files.readAllLines(folder.resolve("posterior.csv"));
    assertThat(csv).hasSize(1 + 4 * 2);
    assertThat(csv.stream().skip(1).map(line -> line.split(",", -1)[3]).distinct())
        .containsExactly("5", "6");
    assertThat(csv.get(1)).startsWith("exact,fair,unit,5,ENUMERATION,");
    // a distance from the exact posterior, and a share of cyclic graphs
    assertThat(csv.get(5).split(",", -1)[9]).isNotEmpty();
    assertThat(csv.get(5).split(",", -1)[10]).isNotEmpty();
    assertThat(Files.readAllLines(folder.resolve("graphs.csv"))).hasSize(1 + 2);
  }

  @Test
  void publishedRowsOfTheSameVariablesAndSamples() {
    assertThat(PublishedRows.of(StudiedProtocol.VCN, 10, 100).rows())
        .contains(new PublishedRows.Row("VCN", "~13.4", "~.50", ""));
    assertThat(PublishedRows.of(StudiedProtocol.VCN, 20, 10).rows())
        .contains(new PublishedRows.Row("factorised", "~106", "~.50", ""));
    assertThat(PublishedRows.of(StudiedProtocol.VCN, 10, 50).rows()).isEmpty();
    assertThat(PublishedRows.of(StudiedProtocol.DAG_GFLOWNET, 20, 100).rows())
        .contains(new PublishedRows.Row("BCD", "~24", "~.78", ""));
    assertThat(PublishedRows.of(StudiedProtocol.DAG_GFLOWNET, 20, 99).rows()).isEmpty();
    assertThat(PublishedRows.of(StudiedProtocol.SACHS, 11, 100).rows())
        .contains(new PublishedRows.Row("GFlowNet", "22.88", ".541", ""));
  }

  @Test
  void proteinsOfAFile() throws IOException {
    Path data = folder.resolve("sachs.csv");
    StringBuilder text =
        new StringBuilder("praf,pmek,plcg,PIP2,PIP3,p44/42,pakts473,PKA,PKC,P38,pjnk\n");
    for (int row = 0; row < 30; row++) {
      for (int column = 0; column < 11; column++) {
        text.append(column == 0 ? "" : ",").append(Math.sin(row * row + 3 * column * row + column));
      }
      text.append('\n');
    }
    Files.writeString(data, text);

    Console console =
        study("posterior", List.of("--protocol=sachs", "--data=" + data, "--priors=uniform"));

    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines()).hasSize(1 + 1 + 7 + 2);
    ProteinNetwork network = ProteinNetwork.read(data, null);
    assertThat(network.truth().edgeCount()).isEqualTo(17);
    // PKC -> Raf, PIP3 -> PIP2
    assertThat(network.truth().hasEdge(8, 0)).isTrue();
    assertThat(network.truth().hasEdge(4, 3)).isTrue();
    double[] column = Arrays.stream(network.rows()).mapToDouble(row -> row[2]).toArray();
    assertThat(Arrays.stream(column).sum()).isCloseTo(0, within(1e-12));
    assertThat(Arrays.stream(column).map(x -> x * x).sum()).isCloseTo(29, within(1e-9));
    Path edges = Files.writeString(folder.resolve("edges"), "# mine\nPKA->PKC\n");
    assertThat(ProteinNetwork.read(data, edges.toString()).truth().edges())
        .isDeepEqualTo(new int[][] {{7, 8}});
    assertThat(ProteinNetwork.read(data, "PKA->PKC,PKC->P38").truth().edgeCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "calibration, --variables=1, '--variables: must be 2 to 200: 1'",
    "calibration, --variables=23, '--method: exact serves at most 22 variables: 23'",
    "calibration, --categories=1, '--categories: must be at least 2: 1'",
    "calibration, --experiments=0, '--experiments: must be at least 1: 0'",
    "posterior, --variables=23, '--methods: exact serves at most 22 variables: 23'",
    "posterior, --variables=51 --methods=vcn, '--methods: vcn serves at most 50 variables: 51'",
    "posterior, --variables=2, '--variables: must be 3 to 200: 2'",
    "posterior, --graphs=0, '--graphs: must be at least 1: 0'",
    "posterior, --vcn-steps=0, '--vcn-steps: must be at least 1: 0'",
    "posterior, --max-parents=0, '--max-parents: must be at least 1: 0'",
    "posterior, --draw=triangular, '--draw: not with --protocol dag-gflownet'",
    "posterior, --scales=paper, '--scales: PAPER is the prior of the paper of --protocol vcn'",
    "posterior, --data=x, '--data: not with --protocol dag-gflownet'",
    "posterior, --protocol=sachs, '--data: --protocol sachs needs a file of samples'",
    "posterior, --protocol=sachs --samples=3, '--samples: not with --protocol sachs'",
    "posterior, --protocol=sachs --data=none.csv, '--data: none.csv: no such file'"
  })
  void outOfRange(String study, String options, String problem) {
    Console console = study(study, List.of(options.split(" ", -1)));

    assertThat(console)
        .isEqualTo(
            new Console(Sluice.FAILED, "", "sluice study %s: %s%n".formatted(study, problem)));
  }
}
