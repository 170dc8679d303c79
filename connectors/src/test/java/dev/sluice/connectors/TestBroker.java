// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker within the test's JVM, for a static field with {@code @RegisterExtension}. Topics
 * are not created by themselves.
 */
public final class TestBroker implements BeforeAllCallback, AfterAllCallback {

  private final Function<ExtensionContext, RunningBroker> start;
  private final boolean own;
  private RunningBroker broker;

  private TestBroker(Function<ExtensionContext, RunningBroker> start, boolean own) {
    this.start = start;
    this.own = own;
  }

  /** A broker that anybody may use; starts empty before all tests of the class. */
  public static TestBroker open() {
    return new TestBroker(
        context -> RunningBroker.start(SecurityProtocol.PLAINTEXT, Map.of()), true);
  }

  /**
   * The broker that all classes of a run share: each test needs topics of its own. It starts with
   * the first class that asks for it and ends with the last class of the run.
   */
  public static TestBroker shared() {
    return new TestBroker(
        context ->
            context
                .getRoot()
                .getStore(ExtensionContext.Namespace.create(TestBroker.class))
                .getOrComputeIfAbsent(
                    RunningBroker.class,
                    key -> RunningBroker.start(SecurityProtocol.PLAINTEXT, Map.of()),
                    RunningBroker.class),
        false);
  }

  /**
   * A broker that asks for user and password; starts empty before all tests of the class.
   *
   * @param clientProperties properties with which this broker's own clients present themselves
   */
  public static TestBroker secured(Map<String, String> clientProperties) {
    return new TestBroker(
        context -> RunningBroker.start(SecurityProtocol.SASL_PLAINTEXT, clientProperties), true);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    broker = start.apply(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (own) {
      broker.close();
    }
  }

  /** The broker's address, {@code host:port}. */
  public String bootstrap() {
    return broker.bootstrap();
  }

  /** Creates a topic of one partition. */
  public void create(String topic) {
    create(topic, 1);
  }

  /** Creates a topic. */
  public void create(String topic, int partitions) {
    broker.create(topic, partitions);
  }

  /** Sends one record and waits until the broker has it. */
  public void send(String topic, byte[] key, byte[] value) {
    send(List.of(new ProducerRecord<>(topic, key, value)));
  }

  /** Sends records and waits until the broker has them. */
  public void send(Collection<ProducerRecord<byte[], byte[]>> records) {
    broker.send(records);
  }

  /** The committed records of a topic up to its present end, partition after partition. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    return broker.records(topic);
  }

  /** A producer with properties of its own; the caller closes it. */
  public KafkaProducer<byte[], byte[]> producer(Map<String, Object> own) {
    return broker.producer(own);
  }
}
