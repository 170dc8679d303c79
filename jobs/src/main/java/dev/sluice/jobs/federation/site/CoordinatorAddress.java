// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.KafkaProperties;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TopicSettings;
import dev.sluice.connectors.lease.Transactions;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.JobTopics;
import dev.sluice.schemas.Topic;
import java.nio.file.Path;
import java.util.Map;
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
   * The topics of the federation, in JSON.
   *
   * @param own of the site, whose delivery and whose transactions these are too
   * @throws ParameterException if the properties cannot be read
   */
  JobTopics topics(JobTopics own, String site) {
    KafkaSettings kafka;
    try {
      kafka =
          new KafkaSettings(
                  bootstrap,
                  prefix,
                  own.kafka().delivery(),
                  WireFormat.JSON,
                  null,
                  own.kafka().maxRecordBytes(),
                  properties == null ? Map.of() : KafkaProperties.read(properties))
              .withRecordsOf(TopicSettings.MOST_FEDERATION);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--coordinator: " + e.getMessage(), e);
    }
    return new JobTopics(
        kafka,
        prefix + "federation-site-" + site,
        false,
        own.times(),
        own.gauges(),
        new Transactions(transactions(own) + "-" + site, own.transactions().patienceMillis()));
  }

  /** As the site's own, but under the prefix that it has rights to here. */
  private String transactions(JobTopics own) {
    return prefix + own.transactions().prefix().substring(own.kafka().prefix().length());
  }
}
