// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From files of reference data to published posteriors, by commands only. */
final class ReplayReferenceDataIT {
  /** Beside the repository; tests run in the folder of their module. */
  private static final Path FOLDER = Path.of("..", "..", "shared", "data", "posterior");

  /** Log score of the graph that learning.test was drawn from, by bnlearn 4.8.3 (bde, iss 1). */
  private static final double LEARNING_TEST_SCORE = -24028.0947783535;

  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  @BeforeAll
  static void requireData() {
    assumeTrue(Files.isDirectory(FOLDER), () -> "no reference data: " + FOLDER + " is absent");
  }

  @Test
  void givesThePublishedPosteriors() throws IOException {
    Path marks =
        Files.writeString(
            folder.resolve("marks.json"),
            """
            {"experimentId": "marks", "variables": [
              {"name": "MECH", "kind": "CONTINUOUS"}, {"name": "VECT", "kind": "CONTINUOUS"},
              {"name": "ALG", "kind": "CONTINUOUS"}, {"name": "ANL", "kind": "CONTINUOUS"},
              {"name": "STAT", "kind": "CONTINUOUS"}]}
            """);

    says("declared marks: 5 continuous variables", "declare", marks);
    says(
        "sent 88 samples of marks to sluice.samples: 88 observational, 0 interventional",
        "replay",
        "samples",
        FOLDER.resolve("marks.csv"),
        "--experiment=marks");
    Console labels =
        says(
            "sent 5000 samples of learning to sluice.samples: 5000 observational, 0 interventional",
            "replay",
            "samples",
            FOLDER.resolve("learning.test.csv"),
            "--experiment=learning",
            "--declare");
    assertThat(labels.out().lines())
        .contains("declared learning: 6 categorical variables", "A: a=0 b=1 c=2", "F: a=0 b=1");
    says(
        "posterior job ended: samples 5,088 read = 5,088 accepted + 0 dead-lettered + 0 late + 0"
            + " duplicate + 0 waiting; declarations 2 read = 2 accepted + 0 dead-lettered + 0 late"
            + " + 0 duplicate + 0 waiting",
        "run",
        "posterior",
        "--bounded",
        "--parallelism=2",
        "--ui-port=0");

    Map<String, PosteriorSnapshot> latest =
        BROKER.latest(Topic.POSTERIOR_LATEST, PosteriorSnapshot.class);
    assertThat(latest).containsOnlyKeys("marks", "learning");
    marks(latest.get("marks"));
    learning(latest.get("learning"));
  }

  /** Two independent programs agree on these; edges and ancestors have ten decimals. */
  private static void marks(PosteriorSnapshot snapshot) {
    assertThat(snapshot.getSamples()).isEqualTo(88);
    assertThat(snapshot.getMethod()).isEqualTo(PosteriorMethod.ENUMERATION);
    assertThat(snapshot.getLogEvidence())
        .isCloseTo(-1808.577092704862, within(1e-9 * 1808.577092704862));
    assertThat(snapshot.getEntropy()).isCloseTo(2.517326946904, within(1e-9));
    isClose(
        snapshot.getEdges(),
        new double[][] {
          {0, .1289773961, .0867888800, .0001940562, .0001556064},
          {.4768721698, 0, .3185215191, .0004307833, .0002628540},
          {.3336956240, .6814054966, 0, .7981580221, .7963792029},
          {.0005601454, .0003576789, .2018407115, 0, .0076929576},
          {.0004621666, .0002060989, .2005758205, .0058642097, 0},
        });
    isClose(
        snapshot.getAncestors().subList(2, 3),
        new double[][] {{.6816206623, .6814531966, 1, .7981588090, .7982077872}});
  }

  private static void learning(PosteriorSnapshot snapshot) {
    assertThat(snapshot.getSamples()).isEqualTo(5_000);
    assertThat(snapshot.getVariables()).containsExactly("A", "B", "C", "D", "E", "F");
    assertThat(snapshot.getMethod()).isEqualTo(PosteriorMethod.EXACT);
    // The graph and the one with A - B turned round have the same score.
    assertThat(snapshot.getLogEvidence())
        .isBetween(LEARNING_TEST_SCORE + Math.log(2), LEARNING_TEST_SCORE + Math.log(4));
    assertThat(snapshot.getMapGraph())
        .hasSize(5)
        .contains(List.of("A", "D"), List.of("C", "D"), List.of("B", "E"), List.of("F", "E"));
  }

  private static void isClose(List<List<Double>> actual, double[][] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        assertThat(actual.get(i).get(j))
            .as("row %d, column %d", i, j)
            .isCloseTo(expected[i][j], within(1e-9));
      }
    }
  }

  private static Console says(String last, Object... arguments) {
    Console console = BROKER.sluice(arguments);
    assertThat(console.code()).as(console.err()).isZero();
    assertThat(console.out().lines()).last().isEqualTo(last);
    return console;
  }
}
