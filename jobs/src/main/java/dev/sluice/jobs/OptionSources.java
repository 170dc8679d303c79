// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sluice.connectors.wire.ClosestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where the options of a job come from that its command line does not give: a variable of the
 * environment, {@code SLUICE_REFRESH_GROWTH} for {@code --refresh-growth}, or else a key of the
 * YAML file that {@code --config} names, {@code refresh-growth: 1.2}. A key that is no option is an
 * error. A variable that is none is left alone, for others may own it, but told where it looks
 * misspelt.
 */
public final class OptionSources implements IDefaultValueProvider {
  /** The option that names the file. */
  public static final String CONFIG = "--config";

  private static final String VARIABLE = "SLUICE_";
  private static final Logger LOG = LoggerFactory.getLogger(OptionSources.class);
  private static final YAMLMapper YAML = new YAMLMapper();

  private final List<String> arguments;
  private final Map<String, String> environment;

  /** By option, the value that is not of the command line, and then where it comes from. */
  private final Map<String, String> values = new HashMap<>();

  private final Map<String, String> origins = new HashMap<>();
  private boolean read;

  /**
   * Sources that are read when the command line is parsed.
   *
   * @param arguments of the command line
   * @param environment its variables
   */
  public OptionSources(List<String> arguments, Map<String, String> environment) {
    this.arguments = List.copyOf(arguments);
    this.environment = Map.copyOf(environment);
  }

  /** The variable of the environment that stands for an option. */
  static String variable(String option) {
    return VARIABLE + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    CommandSpec command = argument.command();
    if (!read) {
      read = true;
      readFile(command);
      readEnvironment(command);
    }
    return argument instanceof OptionSpec option ? values.get(option.longestName()) : null;
  }

  /**
   * What an error says, with where the option that it is about got its value if that is not the
   * command line.
   */
  public static String message(ParameterException error) {
    String message = error.getMessage();
    IDefaultValueProvider provider = error.getCommandLine().getDefaultValueProvider();
    return provider instanceof OptionSources sources ? message + sources.origin(message) : message;
  }

  private String origin(String message) {
    return origins.entrySet().stream()
        .filter(entry -> message.matches("(?s).*" + entry.getKey() + "\\b(?!-).*"))
        .filter(entry -> !isGiven(entry.getKey()))
        .map(entry -> " (from " + entry.getValue() + ")")
        .findFirst()
        .orElse("");
  }

  private boolean isGiven(String option) {
    return arguments.stream().anyMatch(a -> a.equals(option) || a.startsWith(option + "="));
  }

  private void readEnvironment(CommandSpec command) {
    Map<String, String> variables = new TreeMap<>();
    options(command).keySet().forEach(option -> variables.put(variable(option), option));
    environment.forEach(
        (name, value) -> {
          String option = variables.get(name);
          if (option != null && !value.isEmpty()) {
            give(option, value, name);
          } else if (option == null && name.startsWith(VARIABLE)) {
            ClosestName.to(name, variables.keySet())
                .ifPresent(n -> LOG.warn("{} stands for no option. Is {} meant?", name, n));
          }
        });
  }

  private void readFile(CommandSpec command) {
    String file = file();
    if (file == null) {
      return;
    }
    JsonNode root = tree(command.commandLine(), file);
    Map<String, OptionSpec> options = options(command);
    options.remove(CONFIG);
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      String option = "--" + entry.getKey();
      if (!options.containsKey(option)) {
        String nearest =
            ClosestName.to(option, options.keySet())
                .map(name -> ", did you mean " + name.substring(2) + "?")
                .orElse("");
        throw error(command.commandLine(), file, "no option " + entry.getKey() + nearest);
      }
      give(option, text(command.commandLine(), file, entry), file);
    }
  }

  private void give(String option, String value, String origin) {
    values.put(option, value);
    origins.put(option, origin);
  }

  private String file() {
    int at = arguments.indexOf(CONFIG);
    if (at >= 0 && at + 1 < arguments.size()) {
      return arguments.get(at + 1);
    }
    return arguments.stream()
        .filter(argument -> argument.startsWith(CONFIG + "="))
        .map(argument -> argument.substring(CONFIG.length() + 1))
        .findFirst()
        .orElse(environment.get(variable(CONFIG)));
  }

  private static JsonNode tree(CommandLine command, String file) {
    try {
      JsonNode root = YAML.readTree(Files.readString(Path.of(file)));
      if (!root.isObject() && !root.isMissingNode() && !root.isNull()) {
        throw error(command, file, "expected lines of the form option: value");
      }
      return root;
    } catch (NoSuchFileException e) {
      throw error(command, file, "there is no such file");
    } catch (JsonProcessingException e) {
      throw error(
          command,
          file,
          "line %d is no YAML: %s".formatted(e.getLocation().getLineNr(), e.getOriginalMessage()));
    } catch (IOException e) {
      throw error(command, file, "cannot be read: " + e.getMessage());
    }
  }

  private static String text(CommandLine command, String file, Map.Entry<String, JsonNode> entry) {
    JsonNode value = entry.getValue();
    List<JsonNode> parts = new ArrayList<>();
    (value.isArray() ? value : List.of(value)).forEach(parts::add);
    if (parts.stream().anyMatch(part -> !part.isValueNode() || part.isNull())) {
      throw error(command, file, entry.getKey() + ": expected a value or a list of values");
    }
    return parts.stream().map(JsonNode::asText).collect(Collectors.joining(","));
  }

  private static ParameterException error(CommandLine command, String file, String what) {
    return new ParameterException(command, CONFIG + " " + file + ": " + what);
  }

  private static Map<String, OptionSpec> options(CommandSpec command) {
    Map<String, OptionSpec> options = new TreeMap<>();
    for (OptionSpec option : command.options()) {
      if (option.longestName().startsWith("--") && !isOfTheCommand(option)) {
        options.put(option.longestName(), option);
      }
    }
    return options;
  }

  /** Whether an option asks about the command, rather than saying how to run. */
  static boolean isOfTheCommand(OptionSpec option) {
    return option.usageHelp() || option.versionHelp() || option.inherited();
  }
}
