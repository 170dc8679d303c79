// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice declare --max-parents}, by commands against a real broker. */
final class MaxParentsIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  private Path declaration(String more) throws IOException {
    return Files.writeString(
        folder.resolve("w.json"),
        """
        {"experimentId": "w", "variables": [{"name": "A", "kind": "CONTINUOUS"},
        {"name": "B", "kind": "CONTINUOUS"}, {"name": "C", "kind": "CONTINUOUS"}]%s}\
        """
            .formatted(more));
  }

  @Test
  void theOptionTakesThePlaceOfWhatTheFileSays() throws IOException {
    Path file = declaration(",\"maxParents\":2,\"requiredEdges\":[[\"A\",\"B\"]]");
    Console said = Console.said("declared w: 3 continuous variables");
    assertThat(BROKER.sluiceOn("max.", "declare", file)).isEqualTo(said);
    assertThat(maxParents()).isEqualTo(2);
    assertThat(BROKER.sluiceOn("max.", "declare", file, "--max-parents=1")).isEqualTo(said);
    assertThat(maxParents()).isEqualTo(1);
  }

  private static Integer maxParents() {
    return Declarations.read(BROKER.settings("max.")).live("w").maxParents();
  }

  @Test
  void refusesFewerThanAreRequired() throws IOException {
    Path file = declaration(",\"requiredEdges\":[[\"A\",\"C\"],[\"B\",\"C\"]]");
    assertThat(BROKER.sluiceOn("few.", "declare", file, "--max-parents=1"))
        .isEqualTo(
            Console.failed(
                "sluice declare: %s: invalid-declaration: maxParents: is 1, but requiredEdges gives 'C' 2 parents"
                    .formatted(file)));
  }

  @Test
  void refusesWhatIsNoLimit() throws IOException {
    assertThat(BROKER.sluiceOn("no.", "declare", declaration(""), "--max-parents=-1").err())
        .contains("--max-parents: must be at least 0, is -1");
    assertThat(BROKER.sluiceOn("no.", "declare", "--end=w", "--max-parents=1").err())
        .contains("--max-parents: belongs to a declaration, which --end is not");
  }
}
