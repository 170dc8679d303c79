// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.lease.Transactions;
import dev.sluice.jobs.gauges.Gauged;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every job: its topics, and whether it reads them for ever. */
public final class RunOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

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
          "Consumer group, which shows progress only (default: the topics' prefix and the job's"
              + " name).")
  private String group;

  @Option(
      names = "--instance",
      paramLabel = "ID",
      description =
          "With --delivery exactly-once, what tells this job's transactions from those of all other"
              + " jobs: letters, digits, . and _ (default: made at random when the job is"
              + " submitted). A job that begins anew under the same ID aborts what the one before"
              + " left open; while that still runs, it is refused.")
  private String instance;

  @Option(
      names = "--instance-wait",
      defaultValue = "90s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "How long a job waits for another one to end that has the same --instance, or whose state"
              + " it goes on from, before it is refused (default: ${DEFAULT-VALUE}).")
  private Duration instanceWait;

  @Option(
      names = "--max-ahead",
      defaultValue = "1d",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "A record whose drawnAt or answeredAt is further ahead of its own Kafka timestamp becomes"
              + " a dead letter (default: ${DEFAULT-VALUE}).")
  private Duration maxAhead;

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
    String name = settings.prefix() + job;
    return new JobTopics(
        settings,
        group == null ? name : group,
        bounded,
        new GivenTime(maxAhead.toMillis()),
        gauges,
        new Transactions(name + instance(settings.delivery()), instanceWait.toMillis()));
  }

  /** No id ends where another one goes on: none has the hyphen that follows each. */
  private String instance(Delivery delivery) {
    if (instance == null) {
      return delivery == Delivery.EXACTLY_ONCE ? "-" + random() : "";
    }
    if (!instance.matches("[A-Za-z0-9._]{1,64}")) {
      throw new ParameterException(
          command.commandLine(),
          "--instance is \"%s\"; expected 1 to 64 letters, digits, . or _".formatted(instance));
    }
    return "-" + instance;
  }

  private static String random() {
    return "%08x".formatted(new SecureRandom().nextInt());
  }
}
