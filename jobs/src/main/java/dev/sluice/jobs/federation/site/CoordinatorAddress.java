// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaProperties;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TopicSettings;
import dev.sluice.connectors.lease.Transactions;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.JobTopics;
import dev.sluice.schemas.Topic;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the Kafka on which a site speaks to its coordinator. */
final class CoordinatorAddress {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--coordinator",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Brokers of the coordinator's Kafka to connect to first.")
  private String bootstrap;

  @Option(
      names = "--coordinator-topic-prefix",
      defaultValue = Topic.DEFAULT_PREFIX,
      paramLabel = "PREFIX",
      description =
          "What the names of all topics of the federation begin with (default: ${DEFAULT-VALUE}).")
  private String prefix;

  @Option(
      names = "--coordinator-properties",
      paramLabel = "FILE",
      description = "Properties of the clients of the coordinator's Kafka, such as those of TLS.")
  private Path properties;

  /**
   * The topics of the federation, in JSON. Messages go there at least once, as whoever takes them
   * takes repeats once: for exactly once a site would need the right to read what others say.
   *
   * @param own of the site
   * @throws ParameterException if the properties cannot be read
   */
  JobTopics topics(JobTopics own, String site) {
    int most = own.kafka().maxRecordBytes();
    KafkaSettings kafka = settings(most, "--coordinator: ", Map::of);
    if (properties != null) {
      kafka = settings(most, "--coordinator-properties: ", () -> KafkaProperties.read(properties));
    }
    String group = prefix + "federation-site-" + site;
    return new JobTopics(kafka, group, false, own.times(), own.gauges(), Transactions.of(group));
  }

  /** The checked settings; an error begins with the option that it is of. */
  private KafkaSettings settings(
      int maxRecordBytes, String option, Supplier<Map<String, String>> further) {
    try {
      return new KafkaSettings(
              bootstrap,
              prefix,
              Delivery.AT_LEAST_ONCE,
              WireFormat.JSON,
              null,
              maxRecordBytes,
              further.get())
          .withRecordsOf(TopicSettings.MOST_FEDERATION);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), option + e.getMessage(), e);
    }
  }

  /** What is said of a Kafka, of the coordinator's: by its own options. */
  static String named(String fault) {
    return "--coordinator: "
        + fault
            .replace("--kafka-properties", "--coordinator-properties")
            .replace("--topic-prefix", "--coordinator-topic-prefix");
  }
}
