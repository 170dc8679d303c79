// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker with listeners of three kinds, for a static field with {@code @RegisterExtension}:
 * plain text, TLS, and TLS with users (SASL_SSL, SCRAM-SHA-512). Topics are not created by
 * themselves.
 *
 * <p>Rights are checked (ACLs). {@link #USER} and whoever comes without a name, so by plain text or
 * TLS alone, may do everything; {@link #GUEST} may do what a test allows with {@link #admin()}.
 */
public final class SecureBroker implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

  /** A user who may do everything. */
  public static final String USER = "sluice";

  /** A user who may do nothing, until a test allows it. */
  public static final String GUEST = "guest";

  private static final String HOST = "127.0.0.1";
  private static final String MECHANISM = "SCRAM-SHA-512";

  private final boolean own;
  private SecureBroker running;
  private Path folder;
  private TestCertificate certificate;
  private TestCertificate foreign;
  private KafkaRaftServer server;
  private List<Integer> ports;

  private SecureBroker(boolean own) {
    this.own = own;
  }

  /** A broker that starts empty before all tests of the class. */
  public static SecureBroker open() {
    return new SecureBroker(true);
  }

  /** The broker that all classes of a run share: each test needs topics of its own. */
  public static SecureBroker shared() {
    return new SecureBroker(false);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (own) {
      start();
      running = this;
    } else {
      running =
          context
              .getRoot()
              .getStore(ExtensionContext.Namespace.create(SecureBroker.class))
              .getOrComputeIfAbsent(SecureBroker.class, key -> started(), SecureBroker.class);
    }
  }

  private static SecureBroker started() {
    SecureBroker broker = open();
    try {
      broker.start();
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not start", e);
    }
    return broker;
  }

  private void start() throws Exception {
    folder = Files.createTempDirectory("sluice-secure-broker-");
    certificate = TestCertificate.make(folder, "broker");
    foreign = TestCertificate.make(folder, "foreign");
    ports = freePorts(4);
    new Formatter()
        .setPrintStream(new PrintStream(PrintStream.nullOutputStream(), false))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setControllerListenerName("CONTROLLER")
        .setScramArguments(List.of(scram(USER), scram(GUEST)))
        .setMetadataLogDirectory(data())
        .addDirectory(data())
        .run();
    server = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
    server.startup();
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static String scram(String user) {
    return "%s=[name=%s,password=%s]".formatted(MECHANISM, user, password(user));
  }

  private static List<Integer> freePorts(int number) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return sockets.stream().map(ServerSocket::getLocalPort).toList();
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("log.dirs", data());
    settings.put(
        "listeners",
        "PLAINTEXT://%1$s:%2$d,SSL://%1$s:%3$d,SASL_SSL://%1$s:%4$d,CONTROLLER://%1$s:%5$d"
            .formatted(HOST, ports.get(0), ports.get(1), ports.get(2), ports.get(3)));
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("controller.quorum.voters", "1@%s:%d".formatted(HOST, ports.get(3)));
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", MECHANISM);
    settings.put("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", jaas(""));
    settings.put("ssl.keystore.location", certificate.keystore().toString());
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.password", TestCertificate.PASSWORD);
    settings.put("ssl.key.password", TestCertificate.PASSWORD);
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS;User:" + USER);
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.min.session.timeout.ms", "500");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
    settings.put("transaction.state.log.min.isr", "1");
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".num.partitions", "1");
      settings.put(topic + ".replication.factor", "1");
    }
    return settings;
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (own) {
      close();
    }
  }

  /** Stops the broker; JUnit does so for the shared one. */
  @Override
  public void close() throws IOException {
    server.shutdown();
    server.awaitShutdown();
    Utils.delete(folder.toFile());
  }

  /** Address of the listener without any security. */
  public String plain() {
    return HOST + ":" + running.ports.get(0);
  }

  /** Address of the listener with TLS alone. */
  public String tls() {
    return HOST + ":" + running.ports.get(1);
  }

  /** Address of the listener with TLS and users. */
  public String users() {
    return HOST + ":" + running.ports.get(2);
  }

  /** A client of somebody who may do everything; the caller closes it. */
  public Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", plain()));
  }

  /** Properties of a client that speaks TLS and trusts the broker. */
  public Map<String, String> tlsProperties() {
    return tlsProperties(running.certificate);
  }

  /** Properties of a client that speaks TLS and trusts somebody else alone. */
  public Map<String, String> foreignTlsProperties() {
    return tlsProperties(running.foreign);
  }

  private static Map<String, String> tlsProperties(TestCertificate trusted) {
    return Map.of(
        "security.protocol",
        "SSL",
        "ssl.truststore.location",
        trusted.truststore().toString(),
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.password",
        TestCertificate.PASSWORD);
  }

  /**
   * Properties of a client that trusts the broker and logs in.
   *
   * @param user {@link #USER} or {@link #GUEST}
   * @param password the right one is {@link #password}
   */
  public Map<String, String> login(String user, String password) {
    Map<String, String> properties = new HashMap<>(tlsProperties());
    properties.put("security.protocol", "SASL_SSL");
    properties.put("sasl.mechanism", MECHANISM);
    properties.put(
        "sasl.jaas.config", jaas(" username=\"%s\" password=\"%s\"".formatted(user, password)));
    return properties;
  }

  /** The password of a user. */
  public static String password(String user) {
    return user + "-password";
  }

  private static String jaas(String login) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required" + login + ";";
  }
}
