// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import dev.sluice.workbench.command.Terminal;
import dev.sluice.workbench.topics.Publisher;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Watches discoverys that a real broker has. */
final class WatchDiscoveryIT {
  @RegisterExtension static final TestBroker BROKER = TestBroker.open();

  private static final DiscoverySnapshot FIRST = snapshot(10, 0.5);
  private static final DiscoverySnapshot SECOND = snapshot(12_345, 0.875);

  @BeforeAll
  static void publish() {
    KafkaSettings settings = KafkaSettings.of(BROKER.bootstrap());
    for (Topic topic : List.of(Topic.DISCOVERY_LATEST, Topic.DISCOVERY_METRICS)) {
      BROKER.create(topic.name(settings.prefix()), 4);
      try (Publisher<DiscoverySnapshot> publisher =
          Publisher.of(settings, topic, DiscoverySnapshot.class)) {
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
    DiscoveryHistory history = new DiscoveryHistory();
    history.observe(FIRST);
    history.observe(SECOND);

    Console console = watch("sluice.", "lab", "60s");

    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    assertThat(console.out())
        .isEqualTo(
            new Terminal(false, false).frame(new DiscoveryView(false).lines(SECOND, history)));
  }

  @Test
  void namesTheExperimentsThatThereAre() {
    Console console = watch("sluice.", "ended", "1s");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err().lines())
        .containsExactly(
            "sluice watch discovery: --experiment ended: no beliefs within 1 s in"
                + " sluice.discovery.latest; there are those of lab, other");
  }

  @Test
  void namesTheTopicThatIsMissing() {
    Console console = watch("nothing.", "lab", "0s");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err().lines())
        .containsExactly(
            "sluice watch discovery: --bootstrap "
                + BROKER.bootstrap()
                + ": no topic nothing.discovery.latest; has the discovery job run?");
  }

  private static Console watch(String prefix, String experimentId, String timeout) {
    return Console.sluice(
        "watch",
        "discovery",
        "--once",
        "--experiment=" + experimentId,
        "--timeout=" + timeout,
        "--topic-prefix=" + prefix,
        "--bootstrap=" + BROKER.bootstrap());
  }

  private static DiscoverySnapshot snapshot(long samples, double auroc) {
    DiscoverySnapshot snapshot = BeliefsFixture.snapshot();
    snapshot.setSamples(samples);
    snapshot.setAuroc(auroc);
    return snapshot;
  }
}
