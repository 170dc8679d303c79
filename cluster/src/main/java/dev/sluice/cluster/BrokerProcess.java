// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import dev.sluice.workbench.local.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/** A Kafka broker in a process of its own, which keeps port and data when it is started again. */
final class BrokerProcess implements AutoCloseable {
  private final Installation installation;
  private final Path folder;
  private final Patience patience;
  private final int port = Ports.claim("broker", 0);
  private JavaProcess process;

  BrokerProcess(Installation installation, Path folder, Patience patience) {
    this.installation = installation;
    this.folder = folder;
    this.patience = patience;
  }

  /** Starts it and waits until it answers. */
  void start() {
    process =
        JavaProcess.start(
            new JavaProcess.Command(
                "broker",
                List.of(
                    "-Xmx384m",
                    "-XX:TieredStopAtLevel=1",
                    "-Dsluice.log=" + folder.resolve("broker-kafka.log")),
                installation.workbench(),
                "dev.sluice.workbench.Sluice",
                List.of("broker", "--port", "" + port, "--dir", folder.resolve("kafka").toString()),
                Map.of()),
            folder);
    patience.await("the broker", this::answers, process::output);
  }

  private boolean answers() throws ExecutionException, InterruptedException {
    process.requireAlive();
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers", bootstrap(),
            "request.timeout.ms", 2_000,
            "default.api.timeout.ms", 2_000);
    try (Admin admin = Admin.create(client)) {
      Set<String> unused = admin.listTopics().names().get();
      return true;
    }
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Ends it at once. */
  void kill() {
    process.kill();
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.close();
    }
    Utils.delete(folder.resolve("kafka").toFile());
  }
}
