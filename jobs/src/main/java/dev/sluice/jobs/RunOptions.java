// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.gauges.Gauged;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every job: its topics, and whether it reads them for ever. */
public final class RunOptions {

  @Mixin private KafkaOptions kafka;

  @SuppressWarnings("UnusedVariable") // OptionSources reads it, before the options are parsed
  @Option(
      names = OptionSources.CONFIG,
      paramLabel = "FILE",
      description =
          "YAML file of options, as in refresh-interval: 2s. A variable of the environment, such as"
              + " SLUICE_REFRESH_INTERVAL, counts more, the command line most.")
  private Path config;

  @Option(
      names = "--bounded",
      description = "Read to the present end of the topics, write the final results and stop.")
  private boolean bounded;

  @Option(
      names = "--group",
      paramLabel = "ID",
      description =
          "Consumer group, and prefix of transactional ids (default: the topics' prefix and the"
              + " job's name).")
  private String group;

  @Option(
      names = "--max-ahead",
      defaultValue = "1d",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "A record whose drawnAt or answeredAt is further ahead of its own Kafka timestamp becomes"
              + " a dead letter (default: ${DEFAULT-VALUE}).")
  private Duration maxAhead;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--gauges",
      defaultValue = "" + Gauged.DEFAULT_MOST,
      paramLabel = "N",
      description =
          "Experiments (in surveys: respondents) of a subtask that have gauges of their own, the"
              + " busiest; all others have one of each kind together (default: ${DEFAULT-VALUE}).")
  private int gauges;

  /**
   * The topics that the options say.
   *
   * @param job name of the job
   * @throws ParameterException if options contradict each other or the properties cannot be read
   */
  public JobTopics topics(String job) {
    new OptionRange(command).check(gauges >= 0, "--gauges", "at least 0", gauges);
    KafkaSettings settings = kafka.settings();
    return new JobTopics(
        settings,
        group == null ? settings.prefix() + job : group,
        bounded,
        new GivenTime(maxAhead.toMillis()),
        gauges);
  }
}
