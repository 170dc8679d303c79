// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.wire.ClosestName;
import dev.sluice.connectors.wire.UnavailableException;
import dev.sluice.jobs.OptionSources;
import dev.sluice.workbench.command.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every error into one line on stderr; {@code --stacktrace} adds where it came from. */
final class ErrorLine implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Sluice sluice;

  ErrorLine(Sluice sluice) {
    this.sluice = sluice;
  }

  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command
        .getErr()
        .printf(
            "%s: %s%s; see %s --help%n",
            name, Failure.line(OptionSources.message(exception)), suggestion(exception), name);
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult arguments) {
    command
        .getErr()
        .printf("%s: %s%n", command.getCommandSpec().qualifiedName(), message(exception));
    if (sluice.stacktrace()) {
      exception.printStackTrace(command.getErr());
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static String suggestion(ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    if (exception instanceof UnmatchedArgumentException unmatched) {
      return nearest(command, unmatched.getUnmatched().get(0));
    }
    // What is missing may be there under a wrong name, of which picocli says nothing then.
    List<String> unknown = command.getUnmatchedArguments();
    return exception instanceof MissingParameterException && !unknown.isEmpty()
        ? "; unknown: '" + unknown.get(0) + "'" + nearest(command, unknown.get(0))
        : "";
  }

  private static String nearest(CommandLine command, String argument) {
    // The value of --optoin=value hides what was meant.
    String name = argument.replaceFirst("=.*", "");
    Map<String, CommandLine> subcommands = command.getSubcommands();
    Collection<String> known =
        name.startsWith("-")
            ? command.getCommandSpec().optionsMap().keySet()
            : subcommands.keySet();
    List<String> suggestions =
        new UnmatchedArgumentException(command, List.of(name)).getSuggestions();
    Optional<String> nearest =
        ClosestName.to(name, known)
            .or(
                () ->
                    known.stream().filter(n -> name.length() > 2 && n.startsWith(name)).findFirst())
            .or(() -> suggestions.stream().findFirst());
    if (nearest.isPresent()) {
      return ", did you mean " + nearest.get() + "?";
    }
    return subcommands.isEmpty() ? "" : "; commands: " + String.join(", ", subcommands.keySet());
  }

  private static String message(Exception exception) {
    return exception instanceof Failure || exception instanceof UnavailableException
        ? Failure.line(exception.getMessage())
        : Failure.rootCause(exception) + " (--stacktrace shows where)";
  }
}
