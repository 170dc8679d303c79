// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.wire.RegistryAccess;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What Flink's dashboard shows of a job's options, in the tab of its configuration. */
public final class JobParameters {
  private static final String REGISTRY = "--registry";

  private JobParameters() {}

  /**
   * Shows the options of a command that has been parsed, with the values that are in effect;
   * secrets are not among them.
   */
  public static void show(StreamExecutionEnvironment env, CommandSpec command) {
    env.getConfig().setGlobalJobParameters(ParameterTool.fromMap(of(command)));
  }

  static Map<String, String> of(CommandSpec command) {
    Map<String, String> parameters = new TreeMap<>();
    for (OptionSpec option : command.options()) {
      if (option.getValue() != null && !OptionSources.isOfTheCommand(option)) {
        parameters.put(option.longestName().substring(2), shown(option));
      }
    }
    return parameters;
  }

  /** The text that somebody gave, or the default's. */
  private static String shown(OptionSpec option) {
    List<String> given = option.originalStringValues();
    String value =
        !given.isEmpty()
            ? String.join(",", given)
            : option.defaultValueString() != null && !option.defaultValueString().isEmpty()
                ? option.defaultValueString()
                : option.getValue().toString();
    return option.longestName().equals(REGISTRY) ? RegistryAccess.shown(value) : value;
  }
}
