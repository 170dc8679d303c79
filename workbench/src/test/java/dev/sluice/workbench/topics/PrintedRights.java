// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.SecureBroker;
import dev.sluice.workbench.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Users of a broker with the rights that {@code sluice topics --as commands} prints for them, taken
 * from its lines; and what they can do with these.
 */
final class PrintedRights {
  private static final int ITERATIONS = 4096;
  private static final Duration POLL = Duration.ofSeconds(10);

  private final SecureBroker broker;
  private final Path folder;

  /**
   * Of a broker.
   *
   * @param folder for files by which clients log in
   */
  PrintedRights(SecureBroker broker, Path folder) {
    this.broker = broker;
    this.folder = folder;
  }

  /** Makes the user of a job, with what is printed for it. */
  void grant(String job, String users, String prefix) throws Exception {
    Console console =
        Console.sluice(
            "topics",
            "--as=commands",
            "--job=" + job,
            "--users=" + users,
            "--topic-prefix=" + prefix,
            "--bootstrap=" + broker.plain());
    List<AclBinding> rights =
        console
            .out()
            .lines()
            .filter(line -> line.startsWith("kafka-acls.sh "))
            .flatMap(line -> rights(List.of(line.split(" "))).stream())
            .toList();
    List<UserScramCredentialUpsertion> made =
        rights.stream()
            .map(right -> right.entry().principal().substring("User:".length()))
            .distinct()
            .map(PrintedRights::user)
            .toList();
    assertThat(made).hasSize(1);
    try (Admin admin = broker.admin()) {
      admin.createAcls(rights).all().get();
      admin.alterUserScramCredentials(List.copyOf(made)).all().get();
    }
  }

  private static UserScramCredentialUpsertion user(String name) {
    return new UserScramCredentialUpsertion(
        name,
        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
        SecureBroker.password(name));
  }

  /** What one line of {@code kafka-acls.sh} grants. */
  private static List<AclBinding> rights(List<String> words) {
    ResourceType type =
        words.contains("--topic")
            ? ResourceType.TOPIC
            : words.contains("--group") ? ResourceType.GROUP : ResourceType.TRANSACTIONAL_ID;
    String option = "--" + type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    ResourcePattern pattern =
        new ResourcePattern(
            type,
            after(words, option),
            words.contains("prefixed") ? PatternType.PREFIXED : PatternType.LITERAL);
    List<AclBinding> rights = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("--operation")) {
        rights.add(
            new AclBinding(
                pattern,
                new AccessControlEntry(
                    after(words, "--allow-principal"),
                    "*",
                    AclOperation.fromString(words.get(i + 1)),
                    AclPermissionType.ALLOW)));
      }
    }
    return rights;
  }

  private static String after(List<String> words, String option) {
    return words.get(words.indexOf(option) + 1);
  }

  /** A file of properties with which clients log in, and look the password up in another. */
  Path login(String user) throws IOException {
    Path secrets = folder.resolve(user + ".secrets");
    Files.writeString(secrets, "login=" + SecureBroker.password(user));
    Map<String, String> properties =
        new HashMap<>(broker.login(user, "${file:" + secrets + ":login}"));
    properties.put("config.providers", "file");
    properties.put(
        "config.providers.file.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");
    return Files.write(
        folder.resolve(user + ".properties"),
        properties.entrySet().stream().map(Object::toString).toList());
  }

  private Map<String, Object> client(String user) {
    Map<String, Object> properties = new HashMap<>(broker.login(user, SecureBroker.password(user)));
    properties.put("bootstrap.servers", broker.users());
    return properties;
  }

  /** By topic what a user may do, as the broker judges it; those of which nothing are left out. */
  Map<String, String> may(String user, List<String> topics) throws Exception {
    Map<String, String> may = new TreeMap<>();
    try (Admin admin = Admin.create(client(user))) {
      for (String topic : topics) {
        try {
          may.put(
              topic,
              admin
                  .describeTopics(
                      List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                  .allTopicNames()
                  .get()
                  .get(topic)
                  .authorizedOperations()
                  .stream()
                  .map(AclOperation::name)
                  .sorted()
                  .collect(Collectors.joining(" ")));
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class);
        }
      }
    }
    return may;
  }

  /** Sends a record as a user. */
  void send(String user, String topic) throws Exception {
    Map<String, Object> properties = client(user);
    properties.put("max.block.ms", "10000");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "lab", "x")).get();
    }
  }

  /** Reads some records as a user, outside of any group. */
  void read(String user, String topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client(user), new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
      consumer.assign(partition);
      consumer.seek(partition.get(0), 0);
      consumer.poll(POLL);
    }
  }
}
