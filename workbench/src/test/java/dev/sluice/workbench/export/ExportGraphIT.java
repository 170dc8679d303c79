// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.discovery.BeliefsFixture;
import dev.sluice.workbench.posterior.SnapshotFixture;
import dev.sluice.workbench.topics.Publisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Graphs of what a real broker has. */
class ExportGraphIT {
  @RegisterExtension static final TestBroker BROKER = TestBroker.open();

  @TempDir private Path folder;

  @BeforeAll
  static void publish() {
    PosteriorSnapshot posterior = SnapshotFixture.snapshot("Ä", "B", "C");
    publish(
        List.of(Topic.POSTERIOR_LATEST, Topic.POSTERIOR_METRICS),
        PosteriorSnapshot.class,
        posterior);
    publish(
        List.of(Topic.DISCOVERY_LATEST, Topic.DISCOVERY_METRICS),
        DiscoverySnapshot.class,
        BeliefsFixture.snapshot());
  }

  private static <T extends SpecificRecordBase> void publish(
      List<Topic> topics, Class<T> type, T snapshot) {
    KafkaSettings settings = KafkaSettings.of(BROKER.bootstrap());
    for (Topic topic : topics) {
      BROKER.create(topic.name(settings.prefix()));
      try (Publisher<T> publisher = Publisher.of(settings, topic, type)) {
        publisher.send("lab", snapshot);
      }
    }
  }

  @Test
  void theLatestPosteriorIsWritten() throws IOException {
    Path file = folder.resolve("lab.dot");
    Console console = export("lab", "--out=" + file);
    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    assertThat(Files.readString(file))
        .contains("label=\"lab: least-shd, enumeration, 12,345 samples\";")
        .contains("\"Ä\" -> \"B\" [label=\"0.998\"");
  }

  @Test
  void soIsWhatDiscoveryBelieves() throws IOException {
    Path file = folder.resolve("lab.csv");
    Console console = export("lab", "--from=discovery", "--format=csv", "--out=" + file);
    assertThat(console.code()).isZero();
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "from,to,directed,probability,reverse_probability",
            "A,B,true,0.9981,4.0E-4",
            "B,C,true,0.62,0.2");
  }

  @Test
  void whatCannotBeIsOneLine() {
    assertThat(export("lab", "--from=discovery", "--graph=credible"))
        .isEqualTo(
            Console.failed(
                "sluice export graph: --graph credible: only of a posterior: a learner believes in"
                    + " each edge on its own"));
    assertThat(export("lab", "--level=0"))
        .isEqualTo(
            Console.misused(
                "sluice export graph: --level: must be above 0 and at most 1, is 0.0; see sluice"
                    + " export graph --help"));
    assertThat(export("no", "--timeout=0s"))
        .isEqualTo(
            Console.failed(
                "sluice export graph: --experiment no: no posterior within 0 s in"
                    + " sluice.posterior.latest; there are those of lab"));
    Path missing = folder.resolve("none").resolve("lab.dot");
    assertThat(export("lab", "--out=" + missing))
        .isEqualTo(Console.failed("sluice export graph: --out " + missing + ": no such file"));
  }

  private static Console export(String experimentId, String... options) {
    return Console.sluice(
        List.of("export", "graph"),
        List.of("--experiment=" + experimentId, "--bootstrap=" + BROKER.bootstrap()),
        options);
  }
}
