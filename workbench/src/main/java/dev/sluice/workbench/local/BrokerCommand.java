// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.workbench.command.CleanExit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice broker}: a Kafka broker on this machine until Ctrl-C. */
@Command(
    name = "broker",
    description = "Run a Kafka broker (KRaft, one node) on this machine until Ctrl-C.",
    footer = {
      "",
      "Examples:",
      "  sluice broker",
      "  sluice broker --port 19092 --dir ~/sluice-data",
      "  kcat -b 127.0.0.1:9092 -L"
    })
public final class BrokerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port on the loopback address; 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Keep the data here across restarts. Default: a temporary directory, removed at exit.")
  private Path directory;

  @Override
  public Integer call() throws IOException {
    try (CleanExit exit = new CleanExit();
        EmbeddedBroker broker = EmbeddedBroker.start("--port", port, directory)) {
      spec.commandLine()
          .getOut()
          .printf(
              "broker ready: --bootstrap %s, %s; Ctrl-C stops it%n",
              broker.bootstrap(), directory == null ? "data is temporary" : "data in " + directory);
      exit.await();
      return 0;
    }
  }
}
