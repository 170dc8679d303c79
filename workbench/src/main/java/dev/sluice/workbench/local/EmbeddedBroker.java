// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in this JVM: one node that is broker and controller (KRaft), reachable from
 * this machine only. Topics are created on purpose, never by a client that misspells one.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** Largest record that the broker takes, bytes: room for records that a job then refuses. */
  public static final int MAX_RECORD_BYTES = 4 << 20;

  private static final String HOST = "127.0.0.1";
  private static final String CONTROLLER = "CONTROLLER";

  private final KafkaRaftServer server;
  private final String bootstrap;
  private final DirectoryLock lock;
  private final Path temporary;

  private EmbeddedBroker(
      KafkaRaftServer server, String bootstrap, DirectoryLock lock, Path temporary) {
    this.server = server;
    this.bootstrap = bootstrap;
    this.lock = lock;
    this.temporary = temporary;
  }

  /**
   * Starts a broker and waits until it serves.
   *
   * @param option the option that set the port, named in errors
   * @param port where to listen; 0 for any free port
   * @param directory keeps the data across restarts; null for a temporary one that {@link #close}
   *     removes
   * @throws Failure if the port is taken or the directory cannot be used
   */
  public static EmbeddedBroker start(String option, int port, Path directory) {
    int listening = Ports.claim(option, port);
    Path temporary = null;
    DirectoryLock lock = null;
    KafkaRaftServer server = null;
    try {
      temporary = directory == null ? Files.createTempDirectory("sluice-broker-") : null;
      Path data = directory == null ? temporary : directory;
      lock = DirectoryLock.of(data);
      format(data);
      server = new KafkaRaftServer(config(listening, data), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, HOST + ":" + listening, lock, temporary);
    } catch (Exception e) {
      Failure failure =
          e instanceof Failure known
              ? known
              : new Failure("the broker did not start: " + Failure.rootCause(e), e);
      abandon(server, lock, temporary, failure);
      throw failure;
    }
  }

  /** Leaves nothing behind of a broker that did not start. */
  private static void abandon(
      KafkaRaftServer server, DirectoryLock lock, Path temporary, Failure failure) {
    try {
      if (server != null) {
        server.shutdown();
      }
      if (lock != null) {
        lock.close();
      }
      if (temporary != null) {
        Utils.delete(temporary.toFile());
      }
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  /** The address for clients, {@code HOST:PORT}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Stops the broker and removes its temporary directory. */
  @Override
  public void close() throws IOException {
    server.shutdown();
    server.awaitShutdown();
    lock.close();
    if (temporary != null) {
      Utils.delete(temporary.toFile());
    }
  }

  private static void format(Path data) throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(new PrintStream(PrintStream.nullOutputStream(), false))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setControllerListenerName(CONTROLLER)
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .run();
  }

  private static KafkaConfig config(int port, Path data) {
    int controllerPort = Ports.claim("controller", 0);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("log.dirs", data.toAbsolutePath().toString());
    settings.put(
        "listeners",
        "PLAINTEXT://%s:%d,CONTROLLER://%1$s:%d".formatted(HOST, port, controllerPort));
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("controller.quorum.voters", "1@%s:%d".formatted(HOST, controllerPort));
    settings.put("auto.create.topics.enable", "false");
    settings.put("message.max.bytes", Integer.toString(MAX_RECORD_BYTES));
    singleNode(settings);
    return new KafkaConfig(settings, false);
  }

  /** What Kafka's defaults, made for a cluster of large machines, leave to be said. */
  private static void singleNode(Map<String, String> settings) {
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put(
        "log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20)); // else 128 MiB of heap
  }
}
