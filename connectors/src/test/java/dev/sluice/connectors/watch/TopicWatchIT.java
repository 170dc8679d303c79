// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.watch;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.TestBroker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicWatchIT {
  @RegisterExtension private static final TestBroker BROKER = TestBroker.shared();

  /** A sink that fails at its start could not wait for a second look. */
  @Test
  void theFirstLookTellsWhatIsMissing() {
    BROKER.create("watched.there");
    List<String> topics = List.of("watched.there", "watched.away", "watched.gone");
    try (TopicWatch watch =
        TopicWatch.begin(Map.of("bootstrap.servers", BROKER.bootstrap()), topics)) {
      watch.awaitFirstLook();
      assertThat(watch.missing()).isEqualTo(2);
      BROKER.create("watched.away");
      await().atMost(PATIENCE).until(watch::missing, missing -> missing == 1);
      BROKER.create("watched.gone");
      await().atMost(PATIENCE).until(watch::missing, missing -> missing == 0);
    }
  }
}
