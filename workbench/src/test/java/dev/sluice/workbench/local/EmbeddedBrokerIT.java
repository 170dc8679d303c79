// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.experiment.Declarations;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.TopicCreation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerIT {
  @TempDir private Path folder;

  @Test
  void keepsItsDataInADirectoryAcrossARestart() throws IOException {
    Path data = folder.resolve("new/data");
    try (EmbeddedBroker broker = EmbeddedBroker.start("--port", 0, data)) {
      KafkaSettings settings = KafkaSettings.of(broker.bootstrap());
      Topics.create(settings, List.of(Topic.EXPERIMENTS), 2);
      declare(settings, "first");
      declare(settings, "second");
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start("--port", 0, data)) {
      KafkaSettings settings = KafkaSettings.of(broker.bootstrap());
      declare(settings, "third");

      Declarations declarations = Declarations.read(settings);
      assertThat(declarations.get("test", "first")).isEqualTo(experiment("first"));
      assertThat(declarations.get("test", "second")).isEqualTo(experiment("second"));
      assertThat(declarations.get("test", "third")).isEqualTo(experiment("third"));
    }
  }

  @Test
  void listensWhereItIsTold() throws IOException {
    int port = Ports.claim("test", 0);

    try (EmbeddedBroker broker = EmbeddedBroker.start("--port", port, null)) {
      assertThat(broker.bootstrap()).isEqualTo("127.0.0.1:" + port);
      assertThatThrownBy(() -> EmbeddedBroker.start("--port", port, null))
          .isInstanceOf(Failure.class)
          .hasMessage("--port " + port + ": the port is in use");
    }
  }

  @Test
  void refusesADirectoryThatIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedBroker.start("--port", 0, file))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("the broker did not start: ")
        .hasMessageContaining(file.toString());
  }

  @Test
  void keepsASecondBrokerOutOfItsDirectory() throws IOException {
    Path data = folder.resolve("shared");
    int port = Ports.claim("test", 0);

    try (EmbeddedBroker broker = EmbeddedBroker.start("--port", 0, data)) {
      assertThatThrownBy(() -> EmbeddedBroker.start("--port", port, data))
          .isInstanceOf(Failure.class)
          .hasMessage(data + ": another broker runs in this directory");
      assertThat(Ports.isFree(port)).isTrue();
      KafkaSettings settings = KafkaSettings.of(broker.bootstrap());
      TopicCreation.create(settings, List.of(Topic.EXPERIMENTS));
      declare(settings, "first");
      assertThat(Declarations.read(settings).contains("first")).isTrue();
    }
  }

  private static void declare(KafkaSettings settings, String id) {
    try (Publisher<Experiment> publisher =
        Publisher.of(settings, Topic.EXPERIMENTS, Experiment.class)) {
      publisher.send(id, experiment(id));
    }
  }

  private static Experiment experiment(String id) {
    return Experiment.newBuilder()
        .setExperimentId(id)
        .setVariables(List.of(new Variable("A", VariableKind.CONTINUOUS, null)))
        .build();
  }
}
