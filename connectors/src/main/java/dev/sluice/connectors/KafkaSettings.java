// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.login.RegistryLogin;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.connectors.wire.Encoder;
import dev.sluice.connectors.wire.RegistryAccess;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Topic;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * How to reach Kafka and what to write into it.
 *
 * @param bootstrap one or more {@code host:port} joined by commas
 * @param prefix prefix of every topic's name
 * @param delivery guarantee of the sinks
 * @param format format of the records written
 * @param registry address of a schema registry (Confluent-compatible REST), maybe with a user and
 *     his secret before the host; or null for none
 * @param maxRecordBytes largest value that is decoded
 * @param properties further properties of all Kafka clients (security, tuning), and those of the
 *     registry's client, which begin with {@link RegistryAccess#PREFIX}
 */
public record KafkaSettings(
    String bootstrap,
    String prefix,
    Delivery delivery,
    WireFormat format,
    String registry,
    int maxRecordBytes,
    Map<String, String> properties)
    implements Serializable {

  /** Largest value that is decoded unless configured. */
  public static final int DEFAULT_MAX_RECORD_BYTES = 262_144;

  private static final String MAX_REQUEST_SIZE = "max.request.size";

  /** The producer's own default. */
  private static final int DEFAULT_MAX_REQUEST_BYTES = 1 << 20;

  /** Properties that Sluice's guarantees rest on, so that nobody may set them. */
  private static final Set<String> OWN =
      Set.of(
          "auto.offset.reset",
          "bootstrap.servers",
          "enable.auto.commit",
          "group.id",
          "isolation.level",
          "key.deserializer",
          "key.serializer",
          "transactional.id",
          "value.deserializer",
          "value.serializer");

  /** Checks the settings; {@link IllegalArgumentException} names the one that is wrong. */
  public KafkaSettings {
    if (bootstrap == null || bootstrap.isBlank()) {
      throw new IllegalArgumentException("bootstrap is empty; expected HOST:PORT");
    }
    if (maxRecordBytes < 1) {
      throw new IllegalArgumentException(
          "maxRecordBytes is " + maxRecordBytes + "; expected at least 1");
    }
    if (registry != null) {
      RegistryAccess.of(registry, properties);
    }
    if (format == WireFormat.CONFLUENT && registry == null) {
      throw new IllegalArgumentException("format confluent needs the address of a registry");
    }
    for (String name : properties.keySet()) {
      if (OWN.contains(name)) {
        throw new IllegalArgumentException("Kafka property " + name + " is set by Sluice itself");
      }
    }
    properties = Map.copyOf(properties);
  }

  /** Settings with every default: JSON, at least once, no registry, no further properties. */
  public static KafkaSettings of(String bootstrap) {
    return new KafkaSettings(
        bootstrap,
        Topic.DEFAULT_PREFIX,
        Delivery.AT_LEAST_ONCE,
        WireFormat.JSON,
        null,
        DEFAULT_MAX_RECORD_BYTES,
        Map.of());
  }

  /** The same settings, with which records of so many bytes are read and written at least. */
  public KafkaSettings withRecordsOf(int bytes) {
    Map<String, String> wide = new HashMap<>(properties);
    if (maxRequestBytes() < bytes) {
      wide.put(MAX_REQUEST_SIZE, String.valueOf(bytes));
    }
    return new KafkaSettings(
        bootstrap, prefix, delivery, format, registry, Math.max(bytes, maxRecordBytes), wide);
  }

  /** The same settings for topics whose names begin otherwise. */
  public KafkaSettings withPrefix(String other) {
    return new KafkaSettings(
        bootstrap, other, delivery, format, registry, maxRecordBytes, properties);
  }

  /** A decoder of records as they come with these settings. */
  public <T extends SpecificRecordBase> Decoder<T> decoder(Class<T> type) {
    return Decoder.of(type, access(), maxRecordBytes);
  }

  /** A decoder of records that say what to do, so that every symbol in them must be known. */
  public <T extends SpecificRecordBase> Decoder<T> inputDecoder(Class<T> type) {
    return decoder(type).strict();
  }

  /**
   * An encoder of records as they go out with these settings.
   *
   * @param type class of the records
   * @param topic full name of the topic
   */
  public <T extends SpecificRecordBase> Encoder<T> encoder(Class<T> type, String topic) {
    return Encoder.of(type, format, access(), topic);
  }

  private RegistryLogin access() {
    return registry == null ? null : new RegistryLogin(registry, properties);
  }

  /**
   * Largest request of a producer, and so largest record, in bytes.
   *
   * @throws IllegalArgumentException if the property {@code max.request.size} is no number
   */
  int maxRequestBytes() {
    String configured = properties.get(MAX_REQUEST_SIZE);
    if (configured == null) {
      return DEFAULT_MAX_REQUEST_BYTES;
    }
    try {
      return Integer.parseInt(configured.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Kafka property " + MAX_REQUEST_SIZE + " is \"" + configured + "\"; expected a number",
          e);
    }
  }

  /** The settings without what may be secret: values of properties, a user of the registry. */
  @Override
  public String toString() {
    return "KafkaSettings[bootstrap=%s, prefix=%s, delivery=%s, format=%s, registry=%s, maxRecordBytes=%d, properties=%s]"
        .formatted(
            bootstrap,
            prefix,
            delivery,
            format,
            registry == null ? null : RegistryAccess.shown(registry),
            maxRecordBytes,
            new TreeSet<>(properties.keySet()));
  }
}
