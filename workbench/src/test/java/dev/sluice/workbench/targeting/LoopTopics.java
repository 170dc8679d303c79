// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.Snapshots;
import dev.sluice.workbench.topics.TopicCreation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The topics of the loop under a prefix, of which a test plays the part of the job.
 *
 * @param broker that has them
 */
record LoopTopics(CommandBroker broker, String prefix) {
  /** Runs a command on them. */
  Console sluice(Object... arguments) {
    return broker.sluiceOn(prefix, arguments);
  }

  void create(Topic topic) {
    TopicCreation.create(broker.settings(prefix), List.of(topic));
  }

  <T extends SpecificRecordBase> Publisher<T> publisher(Topic topic, Class<T> type) {
    create(topic);
    return Publisher.of(broker.settings(prefix), topic, type);
  }

  void propose(ProposedIntervention... records) {
    try (Publisher<ProposedIntervention> publisher =
        publisher(Topic.INTERVENTIONS, ProposedIntervention.class)) {
      Arrays.stream(records).forEach(record -> publisher.send(record.getExperimentId(), record));
    }
  }

  /** All records; those of one key in their order. */
  <T extends SpecificRecordBase> List<T> records(Topic topic, Class<T> type) {
    List<T> records = new ArrayList<>();
    try (Snapshots<T> snapshots = Snapshots.of(broker.settings(prefix), topic, type, key -> true)) {
      snapshots.readToEnd((key, record) -> records.add(record));
    }
    return records;
  }
}
