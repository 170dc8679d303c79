// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, with its output in a file. It ends with this process at the latest. */
final class JavaProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** What this JVM was allowed is what Flink needs, and to be passed on. */
  private static final List<String> PASSED_ON =
      List.of("--add-exports", "--add-opens", "--enable-native-access", "--sun-misc-unsafe");

  private final String name;
  private final Process process;
  private final Path log;

  private JavaProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * What is started.
   *
   * @param name of the process and of its log
   * @param jvm options of the JVM
   * @param classpath of the process
   * @param main class with the main method
   * @param arguments of that method
   * @param environment variables beside those of this process
   */
  record Command(
      String name,
      List<String> jvm,
      String classpath,
      String main,
      List<String> arguments,
      Map<String, String> environment) {

    /** The words of its command line. */
    List<String> line() {
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(option -> PASSED_ON.stream().anyMatch(option::startsWith))
          .forEach(line::add);
      line.add("-XX:+UseSerialGC");
      line.addAll(jvm);
      line.addAll(List.of("-cp", classpath, Attended.class.getName(), main));
      line.addAll(arguments);
      return line;
    }
  }

  /**
   * Starts a process.
   *
   * @param logs folder of the output, which is added to what is there
   */
  static JavaProcess start(Command command, Path logs) {
    Path log = logs.resolve(command.name() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command.line())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().putAll(command.environment());
    // Slots are the parallelism: no threads of their own in native linear algebra.
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    try {
      Files.createDirectories(logs);
      return new JavaProcess(command.name(), builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(command.name() + " does not start", e);
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends all waiting for what a process that has ended by itself will never bring about. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError(name + " has ended by itself: " + output());
    }
  }

  /** Ends the process at once, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    await(GRACE);
  }

  /**
   * Waits for the process to end by itself.
   *
   * @return its exit code
   * @throws IllegalStateException if it does not in this time
   */
  int await(Duration patience) {
    try {
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException(name + " has not ended in " + patience + ", see " + log);
  }

  /** All that the process has written. */
  String output() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  @Override
  public String toString() {
    return name + " (pid " + process.pid() + ")";
  }
}
