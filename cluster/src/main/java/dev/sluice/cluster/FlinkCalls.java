// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** Several calls of Flink's command line in one process, up to the first that fails. */
public final class FlinkCalls {

  /** Stands between the arguments of two calls. */
  static final String NEXT = "--next-call";

  private FlinkCalls() {}

  /** Calls {@code flink} as its start script does. */
  public static void main(String[] arguments) {
    String folder = CliFrontend.getConfigurationDirectoryFromEnv();
    Configuration configuration = GlobalConfiguration.loadConfiguration(folder);
    CliFrontend flink =
        new CliFrontend(configuration, CliFrontend.loadCustomCommandLines(configuration, folder));
    List<String> call = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals(NEXT)) {
        run(flink, call);
        call.clear();
      } else {
        call.add(argument);
      }
    }
    run(flink, call);
    System.exit(0);
  }

  private static void run(CliFrontend flink, List<String> call) {
    int exit = flink.parseAndRun(call.toArray(String[]::new));
    if (exit != 0) {
      System.exit(exit);
    }
  }
}
