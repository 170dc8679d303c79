// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user sees of wrong options of Kafka before a command talks to it. */
final class KafkaErrorsTest {
  @TempDir private Path folder;

  @Test
  void refusesAFormatWithoutItsRegistry() {
    refuses(
        "sluice declare: --format confluent: needs --registry URL; see sluice declare --help",
        "declare",
        "--end=x",
        "--bootstrap=localhost:1",
        "--format=confluent");
  }

  @Test
  void refusesSettingsOfKafkaByTheirOption() throws IOException {
    refuses(
        "sluice declare: --registry is \"registry:8081\"; expected http://HOST:PORT or"
            + " https://HOST:PORT; see sluice declare --help",
        "declare",
        "--end=x",
        "--bootstrap=localhost:1",
        "--registry=registry:8081");
    refuses(
        "sluice declare: --bootstrap is empty; expected HOST:PORT; see sluice declare --help",
        "declare",
        "--end=x",
        "--bootstrap= ");
    Path properties = Files.writeString(folder.resolve("client.properties"), "group.id=x\n");
    refuses(
        "sluice declare: --kafka-properties: Kafka property group.id is set by Sluice itself; see"
            + " sluice declare --help",
        "declare",
        "--end=x",
        "--bootstrap=localhost:1",
        "--kafka-properties=" + properties);
  }

  @Test
  void refusesExactlyOnceWithoutCheckpoints() {
    refuses(
        "sluice run posterior: --delivery exactly-once: needs checkpoints, but"
            + " --checkpoint-interval is 0s; see sluice run posterior --help",
        "run",
        "posterior",
        "--bootstrap=localhost:1",
        "--delivery=exactly-once",
        "--checkpoint-interval=0s");
  }

  @Test
  void optionsOfAJobMayStandInAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), "bootstrap: ' '\n");
    refuses(
        "sluice run posterior: --bootstrap is empty; expected HOST:PORT (from %s); see sluice run"
                .formatted(file)
            + " posterior --help",
        "run",
        "posterior",
        "--config=" + file);
  }

  private static void refuses(String line, String... arguments) {
    assertThat(Console.sluice((Object[]) arguments)).isEqualTo(Console.misused(line));
  }
}
