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

/** A broker that has been started, and clients of it that all its tests use. */
final class RunningBroker implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KafkaClusterTestKit cluster;
  private final Map<String, String> clientProperties;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;

  private RunningBroker(KafkaClusterTestKit cluster, Map<String, String> clientProperties) {
    this.cluster = cluster;
    this.clientProperties = clientProperties;
    producer = producer(Map.of());
    consumer =
        new KafkaConsumer<>(
            properties(Map.of("isolation.level", "read_committed")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    admin = Admin.create(properties(Map.of()));
  }

  /** Starts an empty broker whose clients present themselves with these properties. */
  static RunningBroker start(SecurityProtocol protocol, Map<String, String> clientProperties) {
    TestKitNodes nodes =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .setBrokerSecurityProtocol(protocol)
            .setControllerSecurityProtocol(protocol)
            .build();
    try {
      KafkaClusterTestKit cluster =
          new KafkaClusterTestKit.Builder(nodes)
              .setConfigProp("auto.create.topics.enable", "false")
              .setConfigProp("group.min.session.timeout.ms", "500")
              .setConfigProp("group.initial.rebalance.delay.ms", "0")
              .setConfigProp("offsets.topic.num.partitions", "1")
              .setConfigProp("offsets.topic.replication.factor", "1")
              .setConfigProp("transaction.state.log.min.isr", "1")
              .setConfigProp("transaction.state.log.num.partitions", "1")
              .setConfigProp("transaction.state.log.replication.factor", "1")
              .build();
      formatSilently(cluster);
      cluster.startup();
      cluster.waitForReadyBrokers();
      return new RunningBroker(cluster, clientProperties);
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not start", e);
    }
  }

  /** Formats the broker's folder, which Kafka comments on the standard output. */
  private static void formatSilently(KafkaClusterTestKit cluster) throws Exception {
    PrintStream console = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try {
      cluster.format();
    } finally {
      System.setOut(console);
    }
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
    admin.close();
    try {
      cluster.close();
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not stop", e);
    }
  }

  String bootstrap() {
    return cluster.bootstrapServers();
  }

  void create(String topic, int partitions) {
    try {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
      await().atMost(PATIENCE).until(() -> admin.listTopics().names().get().contains(topic));
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("cannot create topic " + topic, e);
    }
  }

  void send(Collection<ProducerRecord<byte[], byte[]>> records) {
    try {
      for (var sent : records.stream().map(producer::send).toList()) {
        sent.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("cannot send", e);
    }
  }

  /** Those who wait ask from threads of their own, one after the other. */
  synchronized List<ConsumerRecord<byte[], byte[]>> records(String topic) {
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
    consumer.unsubscribe();
    return records;
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> own) {
    return new KafkaProducer<>(
        properties(own), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> properties(Map<String, Object> own) {
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.putAll(own);
    properties.put("bootstrap.servers", bootstrap());
    return properties;
  }
}
