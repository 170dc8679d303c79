// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.WireFormat;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options by which every command finds its Kafka cluster. */
final class Connection {
  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka brokers to connect to first.")
  private String bootstrap;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = Topic.DEFAULT_PREFIX,
      description = "What all topics' names begin with (default: ${DEFAULT-VALUE}).")
  private String prefix;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "Kafka client properties, such as those of SASL and TLS.")
  private Path properties;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Schema registry that speaks the Confluent REST protocol.")
  private String registry;

  /** The settings that the options say, for a command that reads. */
  KafkaSettings settings() {
    return settings(WireFormat.JSON);
  }

  /**
   * The settings that the options say.
   *
   * @param format of records that are written
   * @throws Failure naming the option that is wrong
   */
  KafkaSettings settings(WireFormat format) {
    if (format == WireFormat.CONFLUENT && registry == null) {
      throw new Failure("--format confluent: needs --registry URL");
    }
    Map<String, String> further = properties == null ? Map.of() : read(properties);
    try {
      return new KafkaSettings(
          bootstrap,
          prefix,
          Delivery.AT_LEAST_ONCE,
          format,
          registry,
          KafkaSettings.DEFAULT_MAX_RECORD_BYTES,
          further);
    } catch (IllegalArgumentException e) {
      throw new Failure(e.getMessage(), e);
    }
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure("--kafka-properties " + file + ": " + InputFile.why(e), e);
    }
    Map<String, String> map = new TreeMap<>();
    properties.forEach((key, value) -> map.put((String) key, (String) value));
    return map;
  }
}
