// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.ConnectionOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Settings of topics under a prefix, as options give them. */
final class Prefixed {
  private Prefixed() {}

  @Command
  private static final class Host {
    @Mixin private ConnectionOptions connection;
  }

  /** Topics of this broker. */
  static KafkaSettings of(String bootstrap, String prefix) {
    Host host = new Host();
    new CommandLine(host).parseArgs("--bootstrap=" + bootstrap, "--topic-prefix=" + prefix);
    return host.connection.settings();
  }
}
