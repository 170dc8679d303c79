// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.ConnectionOptions;
import dev.sluice.jobs.JobMain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Settings as options give them, those of jobs as their main methods take them. */
public final class JobSettings {
  private JobSettings() {}

  @Command
  private static final class Host {
    @Mixin private ConnectionOptions connection;
  }

  /** The topics of a broker under a prefix. */
  public static KafkaSettings kafka(String bootstrap, String prefix) {
    Host host = new Host();
    new CommandLine(host).parseArgs("--bootstrap=" + bootstrap, "--topic-prefix=" + prefix);
    return host.connection.settings();
  }

  /** What the options say between the topics of these settings, at least once. */
  static <S> S of(Supplier<S> options, KafkaSettings kafka, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--topic-prefix=" + kafka.prefix());
    return JobMain.settings(options, kafka.bootstrap(), all.toArray(String[]::new));
  }

  /** The arguments of a main method. */
  public static List<String> arguments(
      Workload workload, String bootstrap, String prefix, String delivery) {
    List<String> all = new ArrayList<>(workload.options());
    all.addAll(workload.topicOptions(bootstrap, prefix));
    all.add("--delivery=" + delivery);
    return all;
  }
}
