// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** The options by which every command finds its Kafka cluster. */
final class Connection {
  /** How long a broker may take to answer the first request, seconds. */
  private static final int PATIENCE = 8;

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka's bootstrap address, or several joined by commas.")
  private String bootstrap;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "Further properties of every Kafka client, such as SASL and TLS.")
  private Path propertiesFile;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = Topic.DEFAULT_PREFIX,
      description = "What every topic's name starts with. Default: ${DEFAULT-VALUE}")
  private String prefix;

  String bootstrap() {
    return bootstrap;
  }

  String prefix() {
    return prefix;
  }

  /** The full name of a topic. */
  String name(Topic topic) {
    return topic.name(prefix);
  }

  /**
   * Properties of the file and the bootstrap address, for any Kafka client.
   *
   * @throws Failure if the file cannot be read
   */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    if (propertiesFile != null) {
      read(propertiesFile).forEach((key, value) -> properties.put((String) key, (String) value));
    }
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    return properties;
  }

  /**
   * An administration client of a cluster that has just answered.
   *
   * @throws Failure if none does within seconds
   */
  Admin reach() {
    Map<String, Object> properties = new HashMap<>(properties());
    properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000 * PATIENCE);
    Admin admin;
    try {
      admin = Admin.create(properties);
    } catch (KafkaException e) {
      throw new Failure("--bootstrap " + bootstrap + ": " + Failure.rootCause(e), e);
    }
    try {
      admin.describeCluster().nodes().get(PATIENCE, TimeUnit.SECONDS);
      return admin;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(admin, "interrupted", e);
    } catch (TimeoutException e) {
      throw unreachable(admin, "no Kafka broker answers within " + PATIENCE + " s", e);
    } catch (ExecutionException e) {
      throw unreachable(admin, Failure.rootCause(e), e);
    }
  }

  private Failure unreachable(Admin admin, String why, Exception cause) {
    admin.close(Duration.ZERO);
    return new Failure("--bootstrap " + bootstrap + ": " + why, cause);
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure("--kafka-properties " + file + ": " + InputFile.why(e), e);
    }
  }
}
