// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import dev.sluice.workbench.local.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Kafka broker, a JobManager and TaskManagers in processes of their own on the loopback address.
 * Whatever ends this process ends them too. Not thread-safe.
 */
final class Cluster implements AutoCloseable {
  private final Installation installation;
  private final FlinkConfiguration configuration;
  private final Patience patience;
  private final BrokerProcess broker;
  private final RestApi rest;
  private final FlinkProcesses processes;
  private final FlinkCommand flink;
  private final List<JavaProcess> taskManagers = new ArrayList<>();
  private JavaProcess jobManager;

  /**
   * How large a cluster is.
   *
   * @param taskManagers their number
   * @param slots of each
   * @param patience the longest time that anything may take
   */
  record Size(int taskManagers, int slots, Duration patience) {}

  private Cluster(Installation installation, FlinkConfiguration configuration, Duration patience) {
    this.installation = installation;
    this.configuration = configuration;
    this.patience = new Patience(patience);
    broker = new BrokerProcess(installation, configuration.folder(), this.patience);
    rest = new RestApi(configuration.restPort());
    processes = new FlinkProcesses(installation, configuration);
    flink = new FlinkCommand(processes, patience);
  }

  /**
   * Starts a broker and a session cluster.
   *
   * @param folder of its configuration, its data and the output of its processes
   */
  static Cluster start(Installation installation, Path folder, Size size) throws IOException {
    FlinkConfiguration configuration =
        new FlinkConfiguration(
            folder.toAbsolutePath(), Ports.claim("rpc", 0), Ports.claim("rest", 0), size.slots());
    configuration.write();
    Cluster cluster = new Cluster(installation, configuration, size.patience());
    try {
      cluster.startJobManager();
      for (int i = 0; i < size.taskManagers(); i++) {
        cluster.startTaskManager(i);
      }
      cluster.broker.start();
      cluster.awaitSlots();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Starts the JobManager of a session cluster; does not wait for it. */
  void startJobManager() {
    jobManager = JavaProcess.start(processes.jobManager(), configuration.folder());
  }

  /** Starts the TaskManager of this number, anew if there was one; does not wait for it. */
  void startTaskManager(int number) {
    JavaProcess started = JavaProcess.start(processes.taskManager(number), configuration.folder());
    if (number == taskManagers.size()) {
      taskManagers.add(started);
    } else {
      taskManagers.set(number, started);
    }
  }

  /** Waits until all TaskManagers have told the JobManager of their slots. */
  void awaitSlots() {
    int slots = taskManagers.size() * configuration.slots();
    patience.await(
        slots + " slots",
        () -> {
          taskManagers.forEach(JavaProcess::requireAlive);
          jobManager.requireAlive();
          return rest.slots() >= slots;
        },
        () -> "see " + configuration.folder());
  }

  BrokerProcess broker() {
    return broker;
  }

  JavaProcess jobManager() {
    return jobManager;
  }

  /** The TaskManager of this number. */
  JavaProcess taskManager(int number) {
    return taskManagers.get(number);
  }

  int taskManagers() {
    return taskManagers.size();
  }

  RestApi rest() {
    return rest;
  }

  FlinkCommand flink() {
    return flink;
  }

  FlinkConfiguration configuration() {
    return configuration;
  }

  Patience patience() {
    return patience;
  }

  Installation installation() {
    return installation;
  }

  @Override
  public void close() throws IOException {
    for (JavaProcess taskManager : taskManagers) {
      taskManager.close();
    }
    if (jobManager != null) {
      jobManager.close();
    }
    broker.close();
  }
}
