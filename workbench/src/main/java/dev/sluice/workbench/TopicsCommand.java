// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaProperties;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.topics.KafkaPlan;
import dev.sluice.workbench.topics.PlanInKafka;
import dev.sluice.workbench.topics.TopicCreation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice topics}: what jobs need of Kafka, created or printed. */
@Command(
    name = "topics",
    description = {
      "Create or print the topics of jobs, and the rights (ACLs) that each job's user needs.",
      "",
      "Partitions, cleanup and retention are those that the jobs rely on; replication is the broker's"
          + " default. What exists already stays as it is.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice topics --bootstrap localhost:9092",
      "  sluice topics --job posterior --propose --acls --bootstrap kafka:9093 \\",
      "    --kafka-properties admin.properties",
      "  sluice topics --job coordinator,member --bootstrap centre:9092",
      "  sluice topics --job site --topic-prefix site-a. --bootstrap here:9092",
      "  sluice topics --as strimzi > k8s/strimzi/kafka.yaml",
      "  sluice topics --as commands --job survey --bootstrap kafka:9092 | sh"
    })
public final class TopicsCommand implements Runnable {

  /** Where topics and rights go. */
  enum Form {
    KAFKA,
    STRIMZI,
    COMMANDS
  }

  @Spec private CommandSpec spec;

  @Mixin private JobChoice jobs;

  @Option(
      names = "--as",
      defaultValue = "kafka",
      paramLabel = "FORM",
      description =
          "kafka creates them; strimzi prints KafkaTopic and KafkaUser objects; commands prints"
              + " lines of kafka-topics.sh and kafka-acls.sh (default: ${DEFAULT-VALUE}).")
  private Form form;

  @Option(
      names = "--acls",
      description = "With --as kafka: grant the rights too, to users that exist or will.")
  private boolean acls;

  @Option(
      names = "--users",
      defaultValue = "sluice-",
      paramLabel = "PREFIX",
      description = "How users' names begin, before the job's (default: ${DEFAULT-VALUE}).")
  private String users;

  @Option(
      names = "--partitions",
      defaultValue = "" + TopicCreation.PARTITIONS,
      paramLabel = "N",
      description =
          "Of topics of data; those of declarations have one (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--kafka-cluster",
      defaultValue = "kafka",
      paramLabel = "NAME",
      description = "With --as strimzi: name of the Kafka object (default: ${DEFAULT-VALUE}).")
  private String cluster;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers to connect to first; not needed with --as strimzi.")
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

  @Override
  public void run() {
    requireName("--topic-prefix", prefix, "[a-zA-Z0-9._-]*");
    requireName("--users", users, "[a-zA-Z0-9._-]*");
    requireName("--kafka-cluster", cluster, "[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    if (partitions < 1) {
      throw wrong("--partitions: must be at least 1, is " + partitions);
    }
    if (bootstrap == null && form != Form.STRIMZI) {
      throw wrong("--bootstrap HOST:PORT: needed unless --as strimzi");
    }
    if (acls && form != Form.KAFKA) {
      throw wrong("--acls: belongs to --as kafka; other forms have the rights anyhow");
    }
    KafkaPlan plan = new KafkaPlan(jobs.accesses(), prefix, partitions, users);
    PrintWriter out = spec.commandLine().getOut();
    switch (form) {
      case KAFKA -> create(new PlanInKafka(plan, settings(), out));
      case STRIMZI -> {
        out.print(plan.strimzi(cluster));
        out.flush();
      }
      case COMMANDS -> plan.commands(connection()).forEach(out::println);
    }
  }

  private void create(PlanInKafka plan) {
    plan.createTopics();
    if (acls) {
      plan.grantRights();
    }
  }

  private KafkaSettings settings() {
    try {
      return new KafkaSettings(
          bootstrap,
          prefix,
          Delivery.AT_LEAST_ONCE,
          WireFormat.JSON,
          null,
          KafkaSettings.DEFAULT_MAX_RECORD_BYTES,
          properties == null ? Map.of() : KafkaProperties.read(properties));
    } catch (IllegalArgumentException e) {
      String option = properties == null ? "--" : "--kafka-properties: ";
      throw new ParameterException(spec.commandLine(), option + e.getMessage(), e);
    }
  }

  private String connection() {
    String where = "--bootstrap-server " + quoted(bootstrap);
    return properties == null
        ? where
        : where + " --command-config " + quoted(properties.toString());
  }

  private static String quoted(String text) {
    return text.matches("[a-zA-Z0-9._:,/-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private void requireName(String option, String value, String pattern) {
    if (!value.matches(pattern)) {
      throw wrong("%s: \"%s\" is no name in Kafka".formatted(option, value));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
