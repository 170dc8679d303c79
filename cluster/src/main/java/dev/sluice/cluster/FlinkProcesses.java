// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the start scripts of a Flink distribution would run. All are young when they are killed: the
 * compiler for long work would only take time from starting.
 *
 * @param installation whose Flink it is
 * @param configuration that the processes read
 */
record FlinkProcesses(Installation installation, FlinkConfiguration configuration) {
  private static final String SESSION =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  /** The JobManager of a session cluster. */
  JavaProcess.Command jobManager() {
    return command(
        "jobmanager",
        List.of("-Xmx384m", "-XX:MaxMetaspaceSize=256m"),
        SESSION,
        List.of("--configDir", configuration.directory().toString()));
  }

  /** The TaskManager of this number. */
  JavaProcess.Command taskManager(int number) {
    return command(
        "taskmanager-" + number,
        List.of(
            "-Xmx%dm".formatted(FlinkConfiguration.taskManagerHeap()),
            "-XX:MaxDirectMemorySize=%dm".formatted(FlinkConfiguration.taskManagerDirect()),
            "-XX:MaxMetaspaceSize=%dm".formatted(FlinkConfiguration.taskManagerMetaspace())),
        TASK_MANAGER,
        List.of("--configDir", configuration.directory().toString()));
  }

  /** A command line that ends by itself. */
  JavaProcess.Command client(String name, Class<?> main, List<String> arguments) {
    return command(name, List.of("-Xmx256m"), main.getName(), arguments);
  }

  private JavaProcess.Command command(
      String name, List<String> jvm, String main, List<String> arguments) {
    List<String> options = new ArrayList<>(jvm);
    options.add("-XX:TieredStopAtLevel=1");
    // Else a fifth of it without the second compiler: jobs that start again and again, each time
    // with classes of its own, fill that, and a JVM that finds no place for an adapter gives up.
    options.add("-XX:ReservedCodeCacheSize=240m");
    options.add("-Dlog4j.configurationFile=" + configuration.logging());
    return new JavaProcess.Command(
        name,
        options,
        installation.flink(),
        main,
        arguments,
        Map.of("FLINK_CONF_DIR", configuration.directory().toString()));
  }
}
