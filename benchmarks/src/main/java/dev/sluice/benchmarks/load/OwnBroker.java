// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.workbench.command.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code sluice broker} in a process of its own, whose data are temporary. */
final class OwnBroker implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("--bootstrap (\\S+?),");
  private static final int GRACE_SECONDS = 30;

  private final Process process;
  private final String bootstrap;

  private OwnBroker(Process process, String bootstrap) {
    this.process = process;
    this.bootstrap = bootstrap;
  }

  /**
   * Starts a broker and waits until it serves. It ends with this process at the latest.
   *
   * @throws Failure if it does not start
   */
  static OwnBroker start() throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx768m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.sluice.workbench.Sluice",
                    "broker",
                    "--port",
                    "0"))
            .redirectError(Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "broker-end"));
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        return new OwnBroker(process, ready.group(1));
      }
    }
    throw new Failure("the broker did not start");
  }

  /** The address for clients. */
  String bootstrap() {
    return bootstrap;
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
