// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import dev.sluice.workbench.topics.Publisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which declarations hold, by commands against a real broker. */
final class DeclareIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  @Test
  void knowsWhichExperimentsAreDeclared() throws IOException {
    String prefix = "known.";
    Path csv = Files.writeString(folder.resolve("known.csv"), "A,B\n1,2\n");
    BROKER.sluiceOn(prefix, "replay", "samples", csv, "--experiment=a", "--declare");
    BROKER.sluiceOn(prefix, "replay", "samples", csv, "--experiment=b", "--declare");

    Console replayed = BROKER.sluiceOn(prefix, "replay", "samples", csv, "--experiment=c");
    Console ended = BROKER.sluiceOn(prefix, "declare", "--end=a");
    Console endedAgain = BROKER.sluiceOn(prefix, "declare", "--end=a");

    assertThat(replayed)
        .isEqualTo(
            Console.failed(
                "sluice replay samples: --experiment c: no such experiment is declared; there are"
                    + " [a, b]"));
    assertThat(ended).isEqualTo(Console.said("ended a"));
    assertThat(endedAgain)
        .isEqualTo(
            Console.failed(
                "sluice declare: --end a: no such experiment is declared; there are [b]"));
  }

  @Test
  void refusesNamesThatAreTooLong() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("long.json"),
            "{\"experimentId\": \"%s\", \"variables\": [{\"name\": \"A\", \"kind\": \"CONTINUOUS\"}]}"
                .formatted("e".repeat(256)));
    assertThat(BROKER.sluiceOn("long.", "declare", file))
        .isEqualTo(
            Console.failed(
                "sluice declare: %s: invalid-declaration: experimentId: 256 characters, at most 255 are accepted"
                    .formatted(file)));
  }

  @Test
  void takesNoDeclarationForOneThatTheJobRefuses() throws IOException {
    String prefix = "refused.";
    Path csv = Files.writeString(folder.resolve("refused.csv"), "A\nx\n");
    BROKER.sluiceOn(prefix, "replay", "samples", csv, "--experiment=r"); // creates the topics
    Experiment withoutCategories =
        Experiment.newBuilder()
            .setExperimentId("r")
            .setVariables(List.of(new Variable("A", VariableKind.CATEGORICAL, null)))
            .build();
    try (Publisher<Experiment> publisher =
        Publisher.of(BROKER.settings(prefix), Topic.EXPERIMENTS, Experiment.class)) {
      publisher.send("r", withoutCategories);
    }

    assertThat(BROKER.sluiceOn(prefix, "replay", "samples", csv, "--experiment=r"))
        .isEqualTo(
            Console.failed(
                "sluice replay samples: --experiment r: no such experiment is declared; there is"
                    + " none"));
  }

  @Test
  void createsNoTopicsIfToldSo() {
    assertThat(BROKER.sluiceOn("none.", "declare", "--end=a", "--no-create-topics"))
        .isEqualTo(
            Console.failed(
                "sluice declare: --no-create-topics: missing at "
                    + BROKER.bootstrap()
                    + ": none.experiments, none.samples"));
  }
}
