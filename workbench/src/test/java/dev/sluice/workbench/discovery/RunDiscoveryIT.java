// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.LearningMethod;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.experiment.FormulaCsv;
import dev.sluice.workbench.local.CommandBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a CSV file to beliefs in the compacted topic, by commands only. */
final class RunDiscoveryIT {
  private static final String STEPS =
      """
      {"experimentId": "steps", "variables": [
        {"name": "A", "kind": "CATEGORICAL", "categories": 2},
        {"name": "B", "kind": "CATEGORICAL", "categories": 2},
        {"name": "C", "kind": "CATEGORICAL", "categories": 3},
        {"name": "D", "kind": "CATEGORICAL", "categories": 2}],
        "requiredEdges": [["D", "C"]], "trueEdges": [["D", "C"]]}
      """;

  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  @Test
  void trainsOnWhatIsThereAndEnds() throws IOException {
    Path csv = Files.writeString(folder.resolve("steps.csv"), FormulaCsv.discrete());
    Path declaration = Files.writeString(folder.resolve("steps.json"), STEPS);
    assertThat(BROKER.sluice("declare", declaration).err()).isEmpty();
    assertThat(
            BROKER
                .sluice("replay", "samples", csv, "--experiment=steps", "--targets-column=INT")
                .err())
        .isEmpty();

    Console run =
        BROKER.sluice(
            "run",
            "discovery",
            "--bounded",
            "--epochs=2",
            "--fit-steps=20",
            "--graph-steps=5",
            "--hidden=8",
            "--ui-port=0");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .last()
        .isEqualTo(
            "discovery job ended: samples 12 read = 12 accepted + 0 dead-lettered + 0 late + 0"
                + " duplicate + 0 waiting; declarations 1 read = 1 accepted + 0 dead-lettered + 0"
                + " late + 0 duplicate + 0 waiting");
    DiscoverySnapshot latest =
        BROKER.latest(Topic.DISCOVERY_LATEST, DiscoverySnapshot.class).get("steps");
    assertThat(latest.getMethod()).isEqualTo(LearningMethod.ENCO);
    assertThat(latest.getSamples()).isEqualTo(12);
    assertThat(latest.getEpochs()).isEqualTo(2);
    assertThat(latest.getFitSteps()).isEqualTo(40);
    assertThat(latest.getRowsByRegime())
        .isEqualTo(Map.of("", 3L, "A", 3L, "B", 2L, "C", 2L, "D", 2L));
    assertThat(latest.getEdges().get(3).get(2)).isEqualTo(1);
    assertThat(latest.getExpectedShd()).isPositive();
  }
}
