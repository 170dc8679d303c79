// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.schemas.Topic;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether a command creates the topics that it needs. */
final class TopicCreation {
  /** Of a created topic. Samples are keyed by experiment: more only help several experiments. */
  static final int PARTITIONS = 4;

  @Option(
      names = "--no-create-topics",
      description = "Fail if a topic is missing. Otherwise it is created, compacted if it must be.")
  private boolean never;

  /**
   * Makes sure that topics exist.
   *
   * @throws Failure if one is missing and may not be created
   */
  void require(KafkaSettings settings, List<Topic> topics) {
    if (!never) {
      Topics.create(settings, topics, PARTITIONS);
      return;
    }
    List<String> missing = Topics.missing(settings, topics);
    if (!missing.isEmpty()) {
      throw new Failure(
          "--no-create-topics: missing at "
              + settings.bootstrap()
              + ": "
              + String.join(", ", missing));
    }
  }
}
