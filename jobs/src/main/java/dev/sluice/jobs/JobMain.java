// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The main method of a job on a cluster: options in, job submitted. */
public final class JobMain {

  private JobMain() {}

  /** A command of the options alone; only as its mixin do they know whom an error belongs to. */
  @Command
  private static final class Host {
    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Mixin
    private final Object options;

    Host(Object options) {
      this.options = options;
    }
  }

  /**
   * The settings of a job with these arguments; where they say nothing, its defaults.
   *
   * @param options picocli options that give the settings
   * @param bootstrap Kafka brokers to connect to first
   * @throws ParameterException if an argument is wrong; the message names it
   */
  public static <S> S settings(Supplier<S> options, String bootstrap, String... arguments) {
    Stream<String> all =
        Stream.concat(Stream.of("--bootstrap=" + bootstrap), Arrays.stream(arguments));
    command(options).parseArgs(all.toArray(String[]::new));
    return options.get();
  }

  /** A command line that takes these options. */
  static CommandLine command(Object options) {
    return new CommandLine(new Host(options)).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /**
   * Parses the arguments, builds the job and executes it. Cluster settings (parallelism,
   * checkpoints, state backend) are the cluster's, not the job's; so is a name of its own ({@code
   * pipeline.name}), by which metrics tell two jobs of a kind apart.
   *
   * @param job name of the job, where the configuration gives none
   * @param options picocli options that give the settings
   * @param build adds the job to the environment
   * @throws IllegalArgumentException if an argument is wrong; the message names it
   */
  public static <S> void run(
      String job,
      Supplier<S> options,
      String[] arguments,
      BiConsumer<StreamExecutionEnvironment, S> build) {
    CommandLine command = command(options);
    command.setDefaultValueProvider(new OptionSources(List.of(arguments), System.getenv()));
    command.setCommandName(job);
    command.getCommandSpec().mixinStandardHelpOptions(true);
    try {
      command.parseArgs(arguments);
      if (CommandLine.printHelpIfRequested(command.getParseResult())) {
        return;
      }
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
      JobParameters.show(env, command.getCommandSpec());
      build.accept(env, options.get());
      env.execute(env.getConfiguration().getOptional(PipelineOptions.NAME).orElse(job));
    } catch (ParameterException e) {
      throw new IllegalArgumentException(OptionSources.message(e), e);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("job " + job + " failed", e);
    }
  }
}
