// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that runs in a JVM of its own, as the launcher starts it, with a log of its own. */
public final class SluiceProcess implements AutoCloseable {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final int GRACE_SECONDS = 20;

  private final List<String> line;
  private final Process process;
  private final Path output;
  private final Path log;

  private SluiceProcess(List<String> line, Process process, Path output, Path log) {
    this.line = line;
    this.process = process;
    this.output = output;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param folder for its output and its log
   * @param name of both
   */
  public static SluiceProcess start(Path folder, String name, List<String> arguments)
      throws IOException {
    Path output = folder.resolve(name + ".out");
    Path log = folder.resolve(name + ".log");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What this JVM was allowed is what Flink needs.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.matches("--(add-|enable-native|sun-misc-unsafe).*"))
        .forEach(line::add);
    line.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.add("-Dsluice.log=" + log);
    line.addAll(List.of("-cp", classpath(), Sluice.class.getName()));
    line.addAll(arguments);
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start();
    return new SluiceProcess(line, process, output, log);
  }

  private static String classpath() throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(TARGET, "sluice-workbench-*[!s].jar")) {
      return jars.iterator().next() + File.pathSeparator + TARGET.resolve("lib") + "/*";
    }
  }

  /** Its command line. */
  public List<String> line() {
    return line;
  }

  /** What it has written, onto the terminal and into its log. */
  public String said() throws IOException {
    return Files.readString(output) + (Files.exists(log) ? Files.readString(log) : "");
  }

  /**
   * Waits for what it brings about.
   *
   * @throws AssertionError if it has ended
   */
  public void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("it has ended by itself: " + said());
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
