// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker within the test's JVM, for a static field with {@code @RegisterExtension}. Starts
 * empty before all tests of the class; topics are not created by themselves.
 */
public final class TestBroker implements BeforeAllCallback, AfterAllCallback {
  private static final Duration POLL = Duration.ofMillis(100);

  private final SecurityProtocol protocol;
  private final Map<String, String> clientProperties;
  private KafkaClusterTestKit cluster;
  private KafkaProducer<byte[], byte[]> producer;

  private TestBroker(SecurityProtocol protocol, Map<String, String> clientProperties) {
    this.protocol = protocol;
    this.clientProperties = clientProperties;
  }

  /** A broker that anybody may use. */
  public static TestBroker open() {
    return new TestBroker(SecurityProtocol.PLAINTEXT, Map.of());
  }

  /**
   * A broker that asks for user and password.
   *
   * @param clientProperties properties with which this broker's own clients present themselves
   */
  public static TestBroker secured(Map<String, String> clientProperties) {
    return new TestBroker(SecurityProtocol.SASL_PLAINTEXT, clientProperties);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    TestKitNodes nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .setBrokerSecurityProtocol(protocol)
            .setControllerSecurityProtocol(protocol)
            .build();
    cluster =
        new KafkaClusterTestKit.Builder(nodes)
            .setConfigProp("auto.create.topics.enable", "false")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .setConfigProp("transaction.state.log.num.partitions", "1")
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .build();
    formatSilently();
    cluster.startup();
    cluster.waitForReadyBrokers();
    producer = producer(Map.of());
  }

  /** Formats the broker's folder, which Kafka comments on the standard output. */
  private void formatSilently() throws Exception {
    PrintStream console = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try {
      cluster.format();
    } finally {
      System.setOut(console);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    producer.close();
    cluster.close();
  }

  /** The broker's address, {@code host:port}. */
  public String bootstrap() {
    return cluster.bootstrapServers();
  }

  /** Creates a topic of one partition. */
  public void create(String topic) {
    create(topic, 1);
  }

  /** Creates a topic. */
  public void create(String topic, int partitions) {
    try (Admin admin = Admin.create(properties(Map.of()))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
      await().until(() -> admin.listTopics().names().get().contains(topic));
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("cannot create topic " + topic, e);
    }
  }

  /** Sends one record and waits until the broker has it. */
  public void send(String topic, byte[] key, byte[] value) {
    send(List.of(new ProducerRecord<>(topic, key, value)));
  }

  /** Sends records and waits until the broker has them. */
  public void send(Collection<ProducerRecord<byte[], byte[]>> records) {
    try {
      for (var sent : records.stream().map(producer::send).toList()) {
        sent.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("cannot send", e);
    }
  }

  /** The committed records of a topic up to its present end, partition after partition. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (TopicPartition partition : partitions) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
          consumer.poll(POLL).forEach(records::add);
        }
      }
      return records;
    }
  }

  /** A producer with properties of its own; the caller closes it. */
  public KafkaProducer<byte[], byte[]> producer(Map<String, Object> own) {
    return new KafkaProducer<>(
        properties(own), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        properties(Map.of("isolation.level", "read_committed")),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private Map<String, Object> properties(Map<String, Object> own) {
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.putAll(own);
    properties.put("bootstrap.servers", bootstrap());
    return properties;
  }
}
