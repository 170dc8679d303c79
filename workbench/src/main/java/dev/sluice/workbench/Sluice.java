// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.jobs.OptionSources;
import dev.sluice.workbench.demo.DemoCommand;
import dev.sluice.workbench.experiment.DeclareCommand;
import dev.sluice.workbench.local.BrokerCommand;
import dev.sluice.workbench.survey.DeclareSurveyCommand;
import dev.sluice.workbench.survey.MatchCommand;
import dev.sluice.workbench.targeting.ApproveCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code sluice} command. */
@Command(
    name = "sluice",
    description = "A stream-processing experiment engine on Apache Flink.",
    subcommands = {
      DemoCommand.class,
      BrokerCommand.class,
      TopicsCommand.class,
      DeclareCommand.class,
      DeclareSurveyCommand.class,
      MatchCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      RunCommand.class,
      ApproveCommand.class,
      WatchCommand.class,
      ExportCommand.class,
      StudyCommand.class
    },
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeOnInvalidInput = Sluice.MISUSED,
    exitCodeOnExecutionException = Sluice.FAILED)
public final class Sluice {
  /** Exit code when a command could not do its work. */
  public static final int FAILED = 1;

  /** Exit code when the command line makes no sense. */
  public static final int MISUSED = 2;

  @Option(
      names = {"-v", "--stacktrace"},
      scope = ScopeType.INHERIT,
      description = "On an error, print the Java stack trace as well.")
  private boolean stacktrace;

  private Sluice() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(arguments).execute(arguments));
  }

  /**
   * The command and all its subcommands, with errors as one line.
   *
   * @param arguments that it will be given: jobs read further options from the file that one names
   */
  static CommandLine commandLine(String... arguments) {
    Sluice sluice = new Sluice();
    ErrorLine errors = new ErrorLine(sluice);
    CommandLine command =
        new CommandLine(sluice)
            .setParameterExceptionHandler(errors)
            .setExecutionExceptionHandler(errors)
            .setCaseInsensitiveEnumValuesAllowed(true);
    command
        .getSubcommands()
        .get("run")
        .setDefaultValueProvider(new OptionSources(List.of(arguments), System.getenv()));
    return command;
  }

  boolean stacktrace() {
    return stacktrace;
  }
}
