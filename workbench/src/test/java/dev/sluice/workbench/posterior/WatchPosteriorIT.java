// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import dev.sluice.workbench.command.Terminal;
import dev.sluice.workbench.topics.Publisher;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Watches posteriors that a real broker has. */
final class WatchPosteriorIT {
  @RegisterExtension static final TestBroker BROKER = TestBroker.open();

  private static final PosteriorSnapshot FIRST = snapshot(10, 0.5);
  private static final PosteriorSnapshot SECOND = snapshot(12_345, 0.875);

  @BeforeAll
  static void publish() {
    KafkaSettings settings = KafkaSettings.of(BROKER.bootstrap());
    for (Topic topic : List.of(Topic.POSTERIOR_LATEST, Topic.POSTERIOR_METRICS)) {
      BROKER.create(topic.name(settings.prefix()), 4);
      try (Publisher<PosteriorSnapshot> publisher =
          Publisher.of(settings, topic, PosteriorSnapshot.class)) {
        publisher.send("lab", FIRST);
        publisher.send("other", FIRST);
        publisher.send("ended", FIRST);
        publisher.send("lab", SECOND);
        publisher.send("ended", null);
      }
    }
  }

  @Test
  void showsTheLatestOnceWithItsHistory() {
    PosteriorHistory history = new PosteriorHistory();
    history.observe(FIRST);
    history.observe(SECOND);

    Console console = watch("sluice.", "lab", "60s");

    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    assertThat(console.out())
        .isEqualTo(
            new Terminal(false, false).frame(new PosteriorView(false).lines(SECOND, history)));
  }

  @Test
  void namesTheExperimentsThatThereAre() {
    Console console = watch("sluice.", "ended", "1s");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err().lines())
        .containsExactly(
            "sluice watch posterior: --experiment ended: no posterior within 1 s in"
                + " sluice.posterior.latest; there are those of lab, other");
  }

  @Test
  void namesTheTopicThatIsMissing() {
    Console console = watch("nothing.", "lab", "0s");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err().lines())
        .containsExactly(
            "sluice watch posterior: --bootstrap "
                + BROKER.bootstrap()
                + ": no topic nothing.posterior.latest; has the posterior job run?");
  }

  private static Console watch(String prefix, String experimentId, String timeout) {
    return Console.sluice(
        "watch",
        "posterior",
        "--once",
        "--experiment=" + experimentId,
        "--timeout=" + timeout,
        "--topic-prefix=" + prefix,
        "--bootstrap=" + BROKER.bootstrap());
  }

  private static PosteriorSnapshot snapshot(long samples, double auroc) {
    PosteriorSnapshot snapshot = SnapshotFixture.snapshot("A", "B", "C");
    snapshot.setSamples(samples);
    snapshot.setAuroc(auroc);
    return snapshot;
  }
}
