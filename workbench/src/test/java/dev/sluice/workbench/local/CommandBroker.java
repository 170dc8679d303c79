// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.topics.Snapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The broker of {@code sluice broker} and commands that talk to it, for a static field with
 * {@code @RegisterExtension}. All classes of a run share it; it has no topics before all tests of a
 * class.
 */
public final class CommandBroker implements BeforeAllCallback {
  private EmbeddedBroker broker;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    broker =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(CommandBroker.class))
            .getOrComputeIfAbsent(
                EmbeddedBroker.class,
                key -> EmbeddedBroker.start("test", 0, null),
                EmbeddedBroker.class);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      admin.deleteTopics(admin.listTopics().names().get()).all().get();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> admin.listTopics().names().get().isEmpty());
    }
  }

  /** The broker's address, {@code host:port}. */
  public String bootstrap() {
    return broker.bootstrap();
  }

  /** Runs {@code sluice} with these arguments against the broker. */
  public Console sluice(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap=" + bootstrap());
    return Console.sluice(all.toArray());
  }

  /** Runs {@code sluice} with these arguments against topics of a prefix. */
  public Console sluiceOn(String prefix, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.add("--topic-prefix=" + prefix);
    return sluice(all.toArray());
  }

  /** How clients reach topics of a prefix. */
  public KafkaSettings settings(String prefix) {
    KafkaSettings defaults = KafkaSettings.of(bootstrap());
    return new KafkaSettings(
        defaults.bootstrap(),
        prefix,
        defaults.delivery(),
        defaults.format(),
        null,
        defaults.maxRecordBytes(),
        defaults.properties());
  }

  /** The last record of each key in a topic; null where that is a tombstone. */
  public <T extends SpecificRecordBase> Map<String, T> latest(Topic topic, Class<T> type) {
    Map<String, T> latest = new HashMap<>();
    try (Snapshots<T> snapshots =
        Snapshots.of(KafkaSettings.of(bootstrap()), topic, type, key -> true)) {
      snapshots.readToEnd(latest::put);
    }
    return latest;
  }
}
