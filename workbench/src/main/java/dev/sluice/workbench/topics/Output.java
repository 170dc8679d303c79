// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.ConnectionOptions;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that writes into Kafka. */
public final class Output {
  /** Topics of the experiments' data. */
  public static final List<Topic> DATA = List.of(Topic.EXPERIMENTS, Topic.SAMPLES);

  @Mixin private ConnectionOptions connection;

  @Option(
      names = "--format",
      defaultValue = "json",
      paramLabel = "FORMAT",
      description = "How records are written: ${COMPLETION-CANDIDATES} (default: json).")
  private WireFormat format;

  @Mixin private TopicCreation creation;

  /** The settings that the options say. */
  public KafkaSettings settings() {
    return connection.settings(format);
  }

  /**
   * The settings that the options say, after the broker has answered and the topics are there.
   *
   * @throws Failure naming the option that is wrong or the topic that is missing
   */
  public KafkaSettings connect() {
    return connect(DATA);
  }

  /** The same for other topics. */
  public KafkaSettings connect(List<Topic> topics) {
    KafkaSettings settings = settings();
    require(settings, topics);
    return settings;
  }

  /**
   * Makes sure that topics of other names are there.
   *
   * @throws Failure naming the topic that is missing
   */
  public void require(KafkaSettings settings, List<Topic> topics) {
    creation.require(settings, topics);
  }
}
