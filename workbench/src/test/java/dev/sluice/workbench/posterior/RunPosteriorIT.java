// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import dev.sluice.workbench.experiment.FormulaCsv;
import dev.sluice.workbench.local.CommandBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a CSV file to the posterior in the compacted topic, by commands only. */
final class RunPosteriorIT {
  private static final String CONTINUOUS =
      """
      {"experimentId": "%s", "variables": [
        {"name": "A", "kind": "CONTINUOUS"}, {"name": "B", "kind": "CONTINUOUS"},
        {"name": "C", "kind": "CONTINUOUS"}, {"name": "D", "kind": "CONTINUOUS"}]}
      """;
  private static final String CATEGORICAL =
      """
      {"experimentId": "%s", "variables": [
        {"name": "A", "kind": "CATEGORICAL", "categories": 2},
        {"name": "B", "kind": "CATEGORICAL", "categories": 2},
        {"name": "C", "kind": "CATEGORICAL", "categories": 3},
        {"name": "D", "kind": "CATEGORICAL", "categories": 2}]}
      """;

  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;
  private static final int D = 3;

  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  @Test
  void givesThePublishedPosteriors() throws IOException {
    Path waves = Files.writeString(folder.resolve("waves.csv"), FormulaCsv.continuous());
    Path steps = Files.writeString(folder.resolve("steps.csv"), FormulaCsv.discrete());
    replay("waves", CONTINUOUS, waves);
    replay("waves-int", CONTINUOUS, waves, "--targets-column=INT");
    replay("steps", CATEGORICAL, steps);
    replay("steps-int", CATEGORICAL, steps, "--targets-column=INT");
    replay("steps-int", CATEGORICAL, steps, "--targets-column=INT");

    Console run = BROKER.sluice("run", "posterior", "--bounded", "--parallelism=2", "--ui-port=0");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .last()
        .isEqualTo(
            "posterior job ended: samples 60 read = 48 accepted + 0 dead-lettered + 0 late + 12"
                + " duplicate + 0 waiting; declarations 5 read = 5 accepted + 0 dead-lettered + 0"
                + " late + 0 duplicate + 0 waiting");
    Map<String, PosteriorSnapshot> latest =
        BROKER.latest(Topic.POSTERIOR_LATEST, PosteriorSnapshot.class);
    assertThat(latest).containsOnlyKeys("waves", "waves-int", "steps", "steps-int");
    PosteriorSnapshot observed = latest.get("waves");
    assertThat(observed.getMethod()).isEqualTo(PosteriorMethod.ENUMERATION);
    assertThat(observed.getSamplesByRegime()).isEqualTo(Map.of("", 12L));
    isClose(observed.getLogEvidence(), -64.376584210429);
    isClose(observed.getEntropy(), 5.273396111956);
    isClose(edge(observed, A, B), 0.288093996347);
    isClose(edge(observed, D, C), 0.398662444851);
    isClose(observed.getAncestors().get(B).get(D), 0.250719303523);
    PosteriorSnapshot intervened = latest.get("waves-int");
    assertThat(intervened.getSamplesByRegime())
        .isEqualTo(Map.of("", 3L, "A", 3L, "B", 2L, "C", 2L, "D", 2L));
    isClose(intervened.getLogEvidence(), -50.174319661173);
    isClose(intervened.getEntropy(), 4.808235421191);
    isClose(edge(intervened, B, C), 0.748566475250);
    isClose(edge(intervened, D, C), 0.739235070477);
    assertThat(intervened.getMapGraph())
        .containsExactlyInAnyOrder(List.of("B", "C"), List.of("D", "C"));
    isClose(intervened.getTopGraphs().get(0).getProbability(), 0.075100775621);
    PosteriorSnapshot counted = latest.get("steps");
    isClose(counted.getLogEvidence(), -43.447149205716);
    isClose(edge(counted, A, B), 0.194369466435);
    isClose(edge(counted, D, B), 0.239392747318);
    isClose(edge(counted, C, B), 0.104749336097);
    PosteriorSnapshot countedIntervened = latest.get("steps-int");
    isClose(countedIntervened.getLogEvidence(), -35.248566438794);
    isClose(edge(countedIntervened, B, D), 0.350308327643);
    isClose(edge(countedIntervened, D, A), 0.119635840705);
    isClose(edge(countedIntervened, C, D), 0.164714743280);
  }

  @Test
  void refusesASavepointThatIsNotThere() {
    Path missing = folder.resolve("missing");

    assertThat(BROKER.sluice("run", "posterior", "--from-savepoint", missing))
        .isEqualTo(
            new Console(
                Sluice.FAILED,
                "",
                "sluice run posterior: --from-savepoint %s: no savepoint there%n"
                    .formatted(missing)));
  }

  private void replay(String id, String declaration, Path csv, String... options)
      throws IOException {
    Path file = Files.writeString(folder.resolve(id + ".json"), declaration.formatted(id));
    assertThat(BROKER.sluice("declare", file).err()).isEmpty();
    List<Object> arguments = new ArrayList<>(List.of("replay", "samples", csv));
    arguments.add("--experiment=" + id);
    arguments.addAll(List.of(options));
    assertThat(BROKER.sluice(arguments.toArray()).err()).isEmpty();
  }

  private static double edge(PosteriorSnapshot snapshot, int from, int to) {
    return snapshot.getEdges().get(from).get(to);
  }

  private static void isClose(double actual, double expected) {
    // The published values have twelve decimals.
    assertThat(actual).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
  }
}
