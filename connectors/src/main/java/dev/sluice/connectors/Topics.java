// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.UnavailableException;
import dev.sluice.schemas.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics with the settings that Sluice relies on. */
public final class Topics {
  /**
   * Long enough for a slow broker, short enough for a person who mistyped its address; unless the
   * Kafka property says otherwise.
   */
  private static final int TIMEOUT_MILLIS = 8_000;

  private static final String API_TIMEOUT = "default.api.timeout.ms";

  private static final long VISIBILITY_CHECK_NANOS = 20_000_000;

  private Topics() {}

  /** Whether the settings are of plain text, but the broker that they name speaks TLS. */
  public static boolean needTls(KafkaSettings settings) {
    String protocol = settings.properties().getOrDefault("security.protocol", "PLAINTEXT");
    return !protocol.trim().endsWith("SSL") && Listener.speaksTls(settings.bootstrap());
  }

  /**
   * The names of those topics that do not exist.
   *
   * @throws UnavailableException if no broker answers within 8 s
   */
  public static List<String> missing(KafkaSettings settings, Collection<Topic> topics) {
    try (Admin admin = admin(settings)) {
      return missing(admin, settings, topics).stream()
          .map(topic -> topic.name(settings.prefix()))
          .toList();
    }
  }

  /**
   * Creates those topics that do not exist, with the broker's default replication; existing ones
   * stay as they are.
   *
   * @param partitions number of partitions of a created topic
   * @return the names of the topics that were created
   * @throws UnavailableException if no broker answers within 8 s, or if it refuses
   */
  public static List<String> create(
      KafkaSettings settings, Collection<Topic> topics, int partitions) {
    try (Admin admin = admin(settings)) {
      List<String> created =
          missing(admin, settings, topics).stream()
              .map(topic -> newTopic(topic, settings, partitions))
              .filter(topic -> created(admin, settings, topic))
              .map(NewTopic::name)
              .toList();
      awaitVisible(admin, settings, topics);
      return created;
    }
  }

  /**
   * The latest timestamp of all records of a topic, whoever set it.
   *
   * @return milliseconds since 1970-01-01T00:00:00Z; -1 if the topic holds no record
   * @throws UnavailableException if no broker answers within 8 s, or if it refuses
   */
  public static long latestTimestamp(KafkaSettings settings, Topic topic) {
    String name = topic.name(settings.prefix());
    try (Admin admin = admin(settings)) {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      get(admin.describeTopics(List.of(name)).allTopicNames(), settings)
          .get(name)
          .partitions()
          .forEach(
              partition ->
                  latest.put(
                      new TopicPartition(name, partition.partition()), OffsetSpec.maxTimestamp()));
      return get(admin.listOffsets(latest).all(), settings).values().stream()
          .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::timestamp)
          .max()
          .orElse(-1);
    }
  }

  /**
   * How long a topic keeps tombstones.
   *
   * @return milliseconds; {@link Long#MAX_VALUE} if the broker does not say
   */
  public static long tombstoneMillis(KafkaSettings settings, Topic topic) {
    ConfigResource name =
        new ConfigResource(ConfigResource.Type.TOPIC, topic.name(settings.prefix()));
    try (Admin admin = admin(settings)) {
      Config configs = get(admin.describeConfigs(List.of(name)).all(), settings).get(name);
      return Long.parseLong(configs.get(TopicSettings.TOMBSTONES).value());
    } catch (UnavailableException e) {
      return Long.MAX_VALUE; // such as to those who may not ask
    }
  }

  /** Waits for the brokers to learn of new topics; a source that starts before that would fail. */
  private static void awaitVisible(Admin admin, KafkaSettings settings, Collection<Topic> topics) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    while (!missing(admin, settings, topics).isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new UnavailableException(
            "Kafka at " + settings.bootstrap() + " does not show the topics it created", null);
      }
      LockSupport.parkNanos(VISIBILITY_CHECK_NANOS);
    }
  }

  /**
   * A client that administers a broker, patient for as long as errors say; the caller closes it.
   */
  public static Admin admin(KafkaSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(API_TIMEOUT, String.valueOf(TIMEOUT_MILLIS));
    properties.put("request.timeout.ms", String.valueOf(TIMEOUT_MILLIS));
    properties.putAll(settings.properties());
    properties.put("bootstrap.servers", settings.bootstrap());
    try {
      return Admin.create(properties);
    } catch (KafkaException e) {
      throw unavailable(settings, e);
    }
  }

  private static List<Topic> missing(
      Admin admin, KafkaSettings settings, Collection<Topic> topics) {
    Set<String> existing = get(admin.listTopics().names(), settings);
    return topics.stream()
        .filter(topic -> !existing.contains(topic.name(settings.prefix())))
        .toList();
  }

  private static NewTopic newTopic(Topic topic, KafkaSettings settings, int partitions) {
    return new NewTopic(topic.name(settings.prefix()), Optional.of(partitions), Optional.empty())
        .configs(TopicSettings.of(topic));
  }

  private static boolean created(Admin admin, KafkaSettings settings, NewTopic topic) {
    try {
      get(admin.createTopics(List.of(topic)).all(), settings);
      return true;
    } catch (UnavailableException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false; // somebody else was faster
      }
      throw e;
    }
  }

  /**
   * What a broker answers.
   *
   * @throws UnavailableException if it does not answer, or refuses
   */
  public static <T> T get(KafkaFuture<T> future, KafkaSettings settings) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw unavailable(settings, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(settings, e);
    }
  }

  private static UnavailableException unavailable(KafkaSettings settings, Throwable cause) {
    String problem = root(cause).getMessage();
    if (cause instanceof SslAuthenticationException) {
      problem = "no trust in its certificate (ssl.truststore.location): " + problem;
    } else if (cause instanceof TimeoutException) {
      problem =
          needTls(settings)
              ? "it speaks TLS: give --kafka-properties a file with security.protocol=SSL (or"
                  + " SASL_SSL) and ssl.truststore.location"
              : "no broker answers within " + patience(settings);
    }
    return new UnavailableException(
        "Kafka at " + settings.bootstrap() + " cannot be used: " + problem, cause);
  }

  private static String patience(KafkaSettings settings) {
    String millis = settings.properties().getOrDefault(API_TIMEOUT, "" + TIMEOUT_MILLIS).trim();
    return millis.endsWith("000")
        ? millis.substring(0, millis.length() - 3) + " s"
        : millis + " ms";
  }

  private static Throwable root(Throwable problem) {
    return problem.getCause() == null ? problem : root(problem.getCause());
  }
}
