// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaProperties;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TopicSettings;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.MesaWeights;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.TopicCreation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a study that publishes the weights of its models. */
final class StudyMesaPublishing {
  @Option(
      names = "--publish",
      paramLabel = "HOST:PORT",
      description =
          "Kafka brokers to send weights to while models are trained, and once more with what was"
              + " found when they have been judged (default: they are not sent).")
  private String bootstrap;

  @Option(
      names = "--publish-every",
      paramLabel = "STEPS",
      description = "Steps of training from one version sent to the next (default: 500).")
  private Integer every;

  @Option(
      names = "--topic-prefix",
      defaultValue = Topic.DEFAULT_PREFIX,
      paramLabel = "PREFIX",
      description = "What the topic's name begins with (default: ${DEFAULT-VALUE}).")
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
      description = "How weights are written: json or avro (default: ${DEFAULT-VALUE}).")
  private WireFormat format;

  @Mixin private TopicCreation creation;

  /** Checks what belongs together. */
  void check(boolean judges) {
    if (bootstrap == null && every != null) {
      throw new Failure("--publish-every: needs --publish HOST:PORT");
    }
    if (bootstrap != null && !judges) {
      throw new Failure("--publish: with --references or --few-shot no model is judged");
    }
    if (format == WireFormat.CONFLUENT) {
      throw new Failure("--format: json or avro, not confluent");
    }
    StudyMesa.require(every == null || every >= 1, "--publish-every", "at least 1", every);
  }

  /** Whether weights are sent. */
  boolean isOn() {
    return bootstrap != null;
  }

  /** Steps from one version to the next. */
  int every() {
    return every == null ? 500 : every;
  }

  /** Opens the topic; sends nothing if nothing is to be sent. */
  WeightsTopic open() {
    if (!isOn()) {
      return new WeightsTopic(null);
    }
    KafkaSettings settings = settings().withRecordsOf(TopicSettings.MOST_WEIGHTS);
    creation.require(settings, List.of(Topic.MESA_WEIGHTS));
    return new WeightsTopic(Publisher.of(settings, Topic.MESA_WEIGHTS, MesaWeights.class));
  }

  private KafkaSettings settings() {
    try {
      return new KafkaSettings(
          bootstrap,
          prefix,
          Delivery.AT_LEAST_ONCE,
          format,
          null,
          KafkaSettings.DEFAULT_MAX_RECORD_BYTES,
          properties == null ? Map.of() : KafkaProperties.read(properties));
    } catch (IllegalArgumentException e) {
      throw new Failure("--publish: " + e.getMessage(), e);
    }
  }
}
