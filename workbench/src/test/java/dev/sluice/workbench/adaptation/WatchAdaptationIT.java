// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.command.Terminal;
import dev.sluice.workbench.topics.Publisher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WatchAdaptationIT {
  @RegisterExtension static final TestBroker BROKER = TestBroker.open();

  @Test
  void showsTheLatestComparison() {
    KafkaSettings settings = KafkaSettings.of(BROKER.bootstrap());
    AdaptationSnapshot snapshot = AdaptationFixture.snapshot();
    for (Topic topic : List.of(Topic.ADAPTATION_LATEST, Topic.ADAPTATION_METRICS)) {
      BROKER.create(topic.name(settings.prefix()), 4);
      try (Publisher<AdaptationSnapshot> publisher =
          Publisher.of(settings, topic, AdaptationSnapshot.class)) {
        publisher.send("lab", snapshot);
      }
    }

    Console console = watch("lab", "60s");

    assertThat(console.err()).isEmpty();
    assertThat(console.out())
        .isEqualTo(
            new Terminal(false, false)
                .frame(new AdaptationView(false).lines(snapshot, new LossHistory())));
    assertThat(watch("other", "0s").err().lines())
        .containsExactly(
            "sluice watch adaptation: --experiment other: no comparison within 0 s in"
                + " sluice.adaptation.latest; there are those of lab");
  }

  private static Console watch(String experimentId, String timeout) {
    return Console.sluice(
        "watch",
        "adaptation",
        "--once",
        "--experiment=" + experimentId,
        "--timeout=" + timeout,
        "--bootstrap=" + BROKER.bootstrap());
  }
}
