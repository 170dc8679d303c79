// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.TopicSettings;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

/**
 * What some jobs need of Kafka: topics and rights, as another program may be told of them.
 *
 * @param jobs which
 * @param prefix of the topics' names
 * @param partitions of a topic of data
 * @param users what the names of users begin with, before the job's
 */
public record KafkaPlan(List<JobAccess> jobs, String prefix, int partitions, String users) {

  /** All topics, each once. */
  public List<Topic> topics() {
    Set<Topic> topics = new LinkedHashSet<>();
    jobs.forEach(job -> topics.addAll(job.topics()));
    return List.copyOf(topics);
  }

  /** All rights of all jobs' users. */
  public List<AclBinding> rights() {
    return jobs.stream().flatMap(job -> job.rights(prefix, user(job)).stream()).toList();
  }

  /** How many partitions a topic is to have. */
  int partitions(Topic topic) {
    return TopicCreation.partitions(topic, partitions);
  }

  private String user(JobAccess job) {
    return users + job.user();
  }

  /**
   * Objects for Strimzi's operators.
   *
   * @param cluster name of the {@code Kafka} object
   */
  public String strimzi(String cluster) {
    List<String> documents = new ArrayList<>();
    topics().forEach(topic -> documents.add(strimziTopic(topic, cluster)));
    jobs.forEach(job -> documents.add(strimziUser(job, cluster)));
    return String.join("---\n", documents);
  }

  private String strimziTopic(Topic topic, String cluster) {
    String name = topic.name(prefix);
    String object = objectName(name);
    StringBuilder yaml = new StringBuilder(strimziHead("KafkaTopic", object, cluster));
    if (!object.equals(name)) {
      yaml.append("  topicName: \"").append(name).append("\"\n");
    }
    yaml.append("  partitions: ").append(partitions(topic)).append("\n  config:\n");
    TopicSettings.of(topic)
        .forEach((key, value) -> yaml.append("    %s: %s%n".formatted(key, value)));
    return yaml.toString().replace(System.lineSeparator(), "\n");
  }

  private String strimziUser(JobAccess job, String cluster) {
    StringBuilder yaml =
        new StringBuilder(strimziHead("KafkaUser", objectName(user(job)), cluster));
    yaml.append("  authentication:\n    type: scram-sha-512\n");
    yaml.append("  authorization:\n    type: simple\n    acls:\n");
    operations(job)
        .forEach(
            (resource, operations) -> {
              yaml.append("      - resource:\n          type: ")
                  .append(strimziType(resource))
                  .append("\n          name: \"")
                  .append(resource.name())
                  .append("\"\n");
              if (resource.patternType() == PatternType.PREFIXED) {
                yaml.append("          patternType: prefix\n");
              }
              yaml.append("        operations: [").append(names(operations, ", ")).append("]\n");
            });
    return yaml.toString();
  }

  private static String strimziHead(String kind, String name, String cluster) {
    return """
        apiVersion: kafka.strimzi.io/v1
        kind: %s
        metadata:
          name: %s
          labels:
            strimzi.io/cluster: %s
        spec:
        """
        .formatted(kind, name, cluster);
  }

  private static String strimziType(ResourcePattern resource) {
    return switch (resource.resourceType()) {
      case TOPIC -> "topic";
      case GROUP -> "group";
      case TRANSACTIONAL_ID -> "transactionalId";
      default -> throw new IllegalStateException("no job needs " + resource);
    };
  }

  /** Kubernetes has no capitals and underscores in names. */
  private static String objectName(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
  }

  /**
   * Lines for a shell with Kafka's own programs in its path.
   *
   * @param connection their options that say where Kafka is
   */
  public List<String> commands(String connection) {
    List<String> lines = new ArrayList<>();
    for (Topic topic : topics()) {
      String settings =
          TopicSettings.of(topic).entrySet().stream()
              .map(entry -> " --config " + entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining());
      lines.add(
          "kafka-topics.sh %s --create --if-not-exists --topic %s --partitions %d%s"
              .formatted(connection, topic.name(prefix), partitions(topic), settings));
    }
    for (JobAccess job : jobs) {
      operations(job)
          .forEach((resource, operations) -> lines.add(acl(connection, job, resource, operations)));
    }
    return lines;
  }

  private String acl(
      String connection, JobAccess job, ResourcePattern resource, List<AclOperation> operations) {
    String option =
        switch (resource.resourceType()) {
          case TOPIC -> "--topic";
          case GROUP -> "--group";
          case TRANSACTIONAL_ID -> "--transactional-id";
          default -> throw new IllegalStateException("no job needs " + resource);
        };
    String pattern =
        resource.patternType() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "";
    return "kafka-acls.sh %s --add --allow-principal User:%s --operation %s %s %s%s"
        .formatted(
            connection,
            user(job),
            names(operations, " --operation "),
            option,
            resource.name(),
            pattern);
  }

  private Map<ResourcePattern, List<AclOperation>> operations(JobAccess job) {
    Map<ResourcePattern, List<AclOperation>> operations = new LinkedHashMap<>();
    for (AclBinding right : job.rights(prefix, user(job))) {
      operations
          .computeIfAbsent(right.pattern(), pattern -> new ArrayList<>())
          .add(right.entry().operation());
    }
    return operations;
  }

  private static String names(List<AclOperation> operations, String separator) {
    return operations.stream()
        .map(
            operation ->
                operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(separator));
  }

  /** A topic's settings in words. */
  String inWords(Topic topic) {
    SortedMap<String, String> settings = TopicSettings.of(topic);
    return "%d partition%s, %s"
        .formatted(
            partitions(topic),
            partitions(topic) == 1 ? "" : "s",
            settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", ")));
  }
}
