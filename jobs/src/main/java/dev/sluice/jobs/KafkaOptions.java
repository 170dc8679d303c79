// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaProperties;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.WireFormat;
import dev.sluice.schemas.Topic;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every job: where records come from and how they go out. */
public final class KafkaOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka brokers to connect to first.")
  private String bootstrap;

  @Option(
      names = "--topic-prefix",
      defaultValue = Topic.DEFAULT_PREFIX,
      paramLabel = "PREFIX",
      description = "What all topics' names begin with (default: ${DEFAULT-VALUE}).")
  private String prefix;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "Kafka client properties, such as those of SASL and TLS.")
  private Path properties;

  @Option(
      names = "--format",
      defaultValue = "json",
      paramLabel = "FORMAT",
      description = "Form of records written: ${COMPLETION-CANDIDATES} (default: json).")
  private WireFormat format;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "Schema registry that speaks the Confluent REST protocol. Needed to read and write the"
              + " confluent format.")
  private String registry;

  @Option(
      names = "--delivery",
      defaultValue = "at-least-once",
      paramLabel = "DELIVERY",
      description = "${COMPLETION-CANDIDATES} (default: at-least-once).")
  private Delivery delivery;

  @Option(
      names = "--max-record-bytes",
      defaultValue = "262144",
      paramLabel = "BYTES",
      description = "Longer records become dead letters (default: ${DEFAULT-VALUE}).")
  private int maxRecordBytes;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if they contradict each other or the properties cannot be read
   */
  public KafkaSettings settings() {
    if (maxRecordBytes < 1) {
      throw new ParameterException(
          command.commandLine(), "--max-record-bytes: must be at least 1, is " + maxRecordBytes);
    }
    if (format == WireFormat.CONFLUENT && registry == null) {
      throw new ParameterException(
          command.commandLine(), "--format confluent: needs --registry URL");
    }
    return new KafkaSettings(
        bootstrap, prefix, delivery, format, registry, maxRecordBytes, clientProperties());
  }

  private Map<String, String> clientProperties() {
    if (properties == null) {
      return Map.of();
    }
    try {
      return KafkaProperties.read(properties);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command.commandLine(), "--kafka-properties: " + e.getMessage(), e);
    }
  }
}
