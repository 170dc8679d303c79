// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;

/**
 * Flink's configuration folder of one cluster, everything on the loopback address.
 *
 * @param folder of the cluster
 * @param rpcPort where the JobManager listens for TaskManagers
 * @param restPort where it listens for clients
 * @param slots of each TaskManager
 */
record FlinkConfiguration(Path folder, int rpcPort, int restPort, int slots) {
  private static final String HOST = "127.0.0.1";

  /** MiB; start scripts would compute them, the mains want to be told. */
  private static final int FRAMEWORK_HEAP = 64;

  private static final int TASK_HEAP = 640;
  private static final int FRAMEWORK_OFF_HEAP = 64;
  private static final int TASK_OFF_HEAP = 192;
  private static final int NETWORK = 96;
  private static final int METASPACE = 384;
  private static final int OVERHEAD = 192;

  private static final String LOGGING =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.console.ref = Console
      appender.console.name = Console
      appender.console.type = CONSOLE
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c{1} %m%n
      logger.kafka.name = org.apache.kafka
      logger.kafka.level = WARN
      logger.pekko.name = org.apache.pekko
      logger.pekko.level = ERROR
      """;

  /** The folder that {@code FLINK_CONF_DIR} means. */
  Path directory() {
    return folder.resolve("conf");
  }

  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  Path savepoints() {
    return folder.resolve("savepoints");
  }

  Path logging() {
    return directory().resolve("log4j-console.properties");
  }

  /** Largest heap of a TaskManager, MiB. */
  static int taskManagerHeap() {
    return FRAMEWORK_HEAP + TASK_HEAP;
  }

  /** Largest direct memory of a TaskManager, MiB. */
  static int taskManagerDirect() {
    return FRAMEWORK_OFF_HEAP + TASK_OFF_HEAP + NETWORK;
  }

  /** Largest metaspace of a TaskManager, MiB. */
  static int taskManagerMetaspace() {
    return METASPACE;
  }

  /** Writes the folder, and deletes what another cluster has left in its place. */
  void write() throws IOException {
    Utils.delete(folder.toFile());
    Files.createDirectories(directory());
    Map<String, Object> all = new TreeMap<>();
    network(all);
    memory(all);
    recovery(all);
    all.put("io.tmp.dirs", folder.resolve("tmp"));
    all.put("metrics.fetcher.update-interval", "500");
    all.put("pipeline.auto-generate-uids", false);
    all.put("pipeline.generic-types", false);
    all.put("pipeline.object-reuse", true);
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(
        directory().resolve("config.yaml"),
        all.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("\n", "", "\n")));
    Files.writeString(logging(), LOGGING);
  }

  private void network(Map<String, Object> all) {
    all.put("jobmanager.rpc.address", HOST);
    all.put("jobmanager.rpc.port", rpcPort);
    all.put("jobmanager.bind-host", HOST);
    all.put("taskmanager.host", HOST);
    all.put("taskmanager.bind-host", HOST);
    all.put("rest.address", HOST);
    all.put("rest.port", restPort);
    all.put("rest.bind-address", HOST);
    all.put("rest.bind-port", restPort);
    all.put("web.submit.enable", false);
    all.put("web.upload.dir", folder.resolve("tmp"));
  }

  private void memory(Map<String, Object> all) {
    all.put("taskmanager.numberOfTaskSlots", slots);
    all.put("taskmanager.cpu.cores", "1.0");
    all.put("taskmanager.memory.framework.heap.size", FRAMEWORK_HEAP + "m");
    all.put("taskmanager.memory.task.heap.size", TASK_HEAP + "m");
    all.put("taskmanager.memory.framework.off-heap.size", FRAMEWORK_OFF_HEAP + "m");
    all.put("taskmanager.memory.task.off-heap.size", TASK_OFF_HEAP + "m");
    all.put("taskmanager.memory.network.min", NETWORK + "m");
    all.put("taskmanager.memory.network.max", NETWORK + "m");
    all.put("taskmanager.memory.managed.size", "64m");
    all.put("taskmanager.memory.jvm-metaspace.size", METASPACE + "m");
    all.put("taskmanager.memory.jvm-overhead.min", OVERHEAD + "m");
    all.put("taskmanager.memory.jvm-overhead.max", OVERHEAD + "m");
  }

  /** Heartbeats are slow enough for a machine that has a lot else to do. */
  private void recovery(Map<String, Object> all) {
    all.put("heartbeat.interval", "1000");
    all.put("heartbeat.timeout", "10000");
    all.put("taskmanager.slot.timeout", "5 s");
    all.put("restart-strategy.type", "fixed-delay");
    all.put("restart-strategy.fixed-delay.attempts", Integer.MAX_VALUE);
    all.put("restart-strategy.fixed-delay.delay", "500 ms");
    all.put("execution.checkpointing.interval", "1 s");
    all.put("execution.checkpointing.tolerable-failed-checkpoints", Integer.MAX_VALUE);
    all.put("execution.checkpointing.num-retained", 3);
    all.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    all.put("execution.checkpointing.storage", "filesystem");
    all.put("execution.checkpointing.dir", checkpoints().toUri());
    all.put("execution.checkpointing.savepoint-dir", savepoints().toUri());
  }
}
