// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaProperties;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.RegistryAccess;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Topic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of everything that talks to Kafka: where it is and what its topics are called. */
public final class ConnectionOptions {
  /** Variables of the environment, and what they stand for. */
  private static final Map<String, String> LOGINS =
      Map.of(
          "SLUICE_REGISTRY_USER_INFO", RegistryAccess.USER_INFO,
          "SLUICE_REGISTRY_TOKEN", RegistryAccess.TOKEN);

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
      description =
          "Kafka client properties, such as those of SASL and TLS; those of the registry's client"
              + " begin with schema.registry.")
  private Path properties;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "Schema registry that speaks the Confluent REST protocol. Needed to read and write the"
              + " confluent format. Who asks it stands in the environment,"
              + " SLUICE_REGISTRY_USER_INFO (user:secret) or SLUICE_REGISTRY_TOKEN, in"
              + " --kafka-properties, or in the URL.")
  private String registry;

  @Option(
      names = "--registry-tries",
      paramLabel = "N",
      description =
          "How often a registry is asked, for 30 s at most, before a record of a job that needs it"
              + " becomes a dead letter registry-unavailable; 0: no dead letter, the job is"
              + " restarted until the registry answers (default: 5).")
  private Integer registryTries;

  /**
   * The settings that the options say, for somebody who only reads.
   *
   * @throws ParameterException if the properties cannot be read
   */
  public KafkaSettings settings() {
    return settings(WireFormat.JSON);
  }

  /**
   * The settings that the options say.
   *
   * @param format of records written
   * @throws ParameterException if they contradict each other or the properties cannot be read
   */
  public KafkaSettings settings(WireFormat format) {
    return settings(format, Delivery.AT_LEAST_ONCE, KafkaSettings.DEFAULT_MAX_RECORD_BYTES);
  }

  KafkaSettings settings(WireFormat format, Delivery delivery, int maxRecordBytes) {
    if (format == WireFormat.CONFLUENT && registry == null) {
      throw new ParameterException(
          command.commandLine(), "--format confluent: needs --registry URL");
    }
    KafkaSettings plain = settings(format, delivery, maxRecordBytes, Map.of(), "--");
    Map<String, String> further = properties == null ? Map.of() : properties();
    if (properties != null) {
      plain = settings(format, delivery, maxRecordBytes, further, "--kafka-properties: ");
    }
    if (registryTries != null) {
      further = with(further, RegistryAccess.TRIES, String.valueOf(registryTries));
      plain = settings(format, delivery, maxRecordBytes, further, "--");
    }
    Map<String, String> all = withLogin(further, registry, System.getenv());
    return all.equals(further)
        ? plain
        : settings(format, delivery, maxRecordBytes, all, "environment: ");
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> more = new HashMap<>(all);
    more.put(name, value);
    return more;
  }

  /** Properties with who asks the registry, as the environment says where nothing else does. */
  static Map<String, String> withLogin(
      Map<String, String> properties, String registry, Map<String, String> environment) {
    boolean isKnown =
        registry == null
            || registry.contains("@")
            || properties.containsKey(RegistryAccess.USER_INFO)
            || properties.containsKey(RegistryAccess.TOKEN);
    if (isKnown) {
      return properties;
    }
    Map<String, String> all = new HashMap<>(properties);
    LOGINS.forEach(
        (variable, property) -> {
          if (!environment.getOrDefault(variable, "").isEmpty()) {
            all.put(property, environment.get(variable));
          }
        });
    return all;
  }

  /**
   * The checked settings.
   *
   * @param option what makes an error name its option: the error begins with the name of the
   *     setting, as do the options {@code --bootstrap} and {@code --registry}
   */
  private KafkaSettings settings(
      WireFormat format,
      Delivery delivery,
      int maxRecordBytes,
      Map<String, String> further,
      String option) {
    try {
      return new KafkaSettings(
          bootstrap, prefix, delivery, format, registry, maxRecordBytes, further);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), option + e.getMessage(), e);
    }
  }

  private Map<String, String> properties() {
    try {
      return KafkaProperties.read(properties);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command.commandLine(), "--kafka-properties: " + e.getMessage(), e);
    }
  }
}
