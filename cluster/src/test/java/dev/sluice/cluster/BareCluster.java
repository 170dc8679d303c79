// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.client.cli.CliFrontend;

/**
 * A folder that stands in for an unpacked Flink distribution, which no repository of artifacts has:
 * its {@code bin/start-cluster.sh} and {@code bin/flink} start the same main classes with the same
 * arguments from Maven's jars. Its configuration says where processes listen and how much memory
 * they take, and nothing of jobs.
 *
 * @param home the folder
 * @param processes that the scripts start
 * @param attendance what their standard input hangs on: they live until it is closed, see {@link
 *     Attended}, and longer than the shell that has called the scripts
 */
record BareCluster(Path home, FlinkProcesses processes, RandomAccessFile attendance)
    implements AutoCloseable {

  /** Lays the folder out. */
  static BareCluster in(Path home, FlinkConfiguration configuration)
      throws IOException, InterruptedException {
    configuration.write();
    Path yaml = configuration.directory().resolve("config.yaml");
    Files.writeString(
        yaml,
        Files.readAllLines(yaml).stream()
            .filter(line -> !line.matches("(execution|pipeline|restart-strategy)\\..*"))
            .collect(Collectors.joining("\n", "", "\n")));
    Path pipe = Files.createDirectories(home).resolve("attendance");
    if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
      throw new IOException("no pipe " + pipe);
    }
    BareCluster cluster =
        new BareCluster(
            home,
            new FlinkProcesses(Installation.here(), configuration),
            new RandomAccessFile(pipe.toFile(), "rw"));
    cluster.write(
        "start-cluster.sh",
        cluster.daemon(cluster.processes.jobManager())
            + cluster.daemon(cluster.processes.taskManager(0)));
    JavaProcess.Command flink =
        cluster.processes.client("flink", CliFrontend.class, List.of("\"$@\""));
    cluster.write("flink", "exec " + cluster.words(flink) + "\n");
    return cluster;
  }

  private String daemon(JavaProcess.Command command) {
    return "%s >>%s 2>&1 &\n"
        .formatted(words(command), quoted(home.resolve(command.name() + ".log").toString()));
  }

  private String words(JavaProcess.Command command) {
    return command.environment().entrySet().stream()
            .map(BareCluster::assignment)
            .collect(Collectors.joining(" ", "env ", " "))
        + command.line().stream().map(BareCluster::quoted).collect(Collectors.joining(" "))
        + " <"
        + quoted(home.resolve("attendance").toString());
  }

  private static String assignment(Map.Entry<String, String> variable) {
    return variable.getKey() + "=" + quoted(variable.getValue());
  }

  private static String quoted(String word) {
    return word.equals("\"$@\"") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private void write(String script, String body) throws IOException {
    Path file = Files.createDirectories(home.resolve("bin")).resolve(script);
    Files.writeString(file, "#!/usr/bin/env bash\nset -eu\n" + body);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  @Override
  public void close() throws IOException {
    attendance.close();
  }
}
