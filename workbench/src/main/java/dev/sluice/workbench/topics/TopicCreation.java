// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Whether a command creates the topics that it needs, and with how many partitions.
 *
 * <p>A topic that people and clients of several kinds write declarations to has one partition. The
 * tombstone that ends an experiment must come after its declaration, which Kafka promises only
 * within a partition; and clients put the same key into different ones: librdkafka (kcat) hashes it
 * by CRC32, Java by murmur2. The topics of data have more.
 */
public final class TopicCreation {
  /** Of a topic of data. Samples are keyed by experiment: more only help several experiments. */
  public static final int PARTITIONS = 4;

  @Option(
      names = "--no-create-topics",
      description = "Fail if a topic is missing. Otherwise it is created, compacted if it must be.")
  private boolean never;

  /** Creates those topics that do not exist. */
  public static void create(KafkaSettings settings, List<Topic> topics) {
    create(settings, topics, PARTITIONS);
  }

  /**
   * Creates those topics that do not exist.
   *
   * @param dataPartitions of a topic of data
   * @return the names of those that were created
   */
  static List<String> create(KafkaSettings settings, List<Topic> topics, int dataPartitions) {
    List<String> created = new ArrayList<>();
    for (boolean declares : new boolean[] {true, false}) {
      List<Topic> alike = topics.stream().filter(t -> t.declares() == declares).toList();
      if (!alike.isEmpty()) {
        int partitions = partitions(alike.get(0), dataPartitions);
        created.addAll(Topics.create(settings, alike, partitions));
      }
    }
    return created;
  }

  /** How many partitions a topic is created with. */
  static int partitions(Topic topic, int dataPartitions) {
    return topic.declares() ? 1 : dataPartitions;
  }

  /**
   * Makes sure that topics exist.
   *
   * @throws Failure if one is missing and may not be created
   */
  public void require(KafkaSettings settings, List<Topic> topics) {
    if (!never) {
      create(settings, topics);
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
