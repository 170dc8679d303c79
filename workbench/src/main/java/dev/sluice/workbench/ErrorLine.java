// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.wire.UnavailableException;
import dev.sluice.workbench.command.Failure;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
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
            name, Failure.line(exception.getMessage()), suggestion(exception), name);
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
    if (!(exception instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    // Picocli compares the whole argument, but the value of --optoin=value hides what was meant.
    String name = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
    List<String> suggestions =
        new UnmatchedArgumentException(unmatched.getCommandLine(), List.of(name)).getSuggestions();
    return suggestions.isEmpty() ? "" : ", did you mean " + suggestions.get(0) + "?";
  }

  private static String message(Exception exception) {
    return exception instanceof Failure || exception instanceof UnavailableException
        ? Failure.line(exception.getMessage())
        : Failure.rootCause(exception) + " (--stacktrace shows where)";
  }
}
