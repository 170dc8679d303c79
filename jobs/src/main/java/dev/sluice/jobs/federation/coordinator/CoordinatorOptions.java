// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.connectors.TopicSettings;
import dev.sluice.jobs.DurationConverter;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.RunOptions;
import dev.sluice.models.federation.Aggregation;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.rounds.RoundTerms;
import dev.sluice.models.federation.statistics.StatisticsAgreement;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the coordinator's job. */
public final class CoordinatorOptions implements Supplier<CoordinatorSettings> {

  /** What sites share, by its name on the command line. */
  enum Share {
    BELIEFS,
    STATISTICS
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private RunOptions run;

  @Mixin private RuleOptions rules;

  @Option(
      names = "--share",
      defaultValue = "beliefs",
      paramLabel = "WHAT",
      description =
          "What sites share: beliefs, or statistics, whose sum has the posterior of all samples"
              + " (default: ${DEFAULT-VALUE}).")
  private Share share;

  @Option(
      names = "--secure",
      description = "Learn sums only: sites mask what they send (at most 255 sites).")
  private boolean secure;

  @Option(
      names = "--sites",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Wait for so many sites at least, as long as a phase has time; 0: for those that were"
              + " heard of since the round before (default: ${DEFAULT-VALUE}).")
  private int sites;

  @Option(
      names = "--minimum-sites",
      defaultValue = "2",
      paramLabel = "N",
      description = "Fewest sites whose sum is made (default: ${DEFAULT-VALUE}).")
  private int minimumSites;

  @Option(
      names = "--threshold",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "So many sites can take masks off, and fewer cannot; 0: more than half of those that take"
              + " part, which is the least in any case (default: ${DEFAULT-VALUE}).")
  private int threshold;

  @Option(
      names = "--rounds",
      defaultValue = "0",
      paramLabel = "N",
      description = "Rounds of a federation; 0: without end (default: ${DEFAULT-VALUE}).")
  private long rounds;

  @Option(
      names = "--round-every",
      defaultValue = "1m",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "From the opening of a round to that of the next, at least (default: ${DEFAULT-VALUE}).")
  private Duration roundEvery;

  @Option(
      names = "--phase-timeout",
      defaultValue = "10m",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "After this time a phase of a round goes on without sites that are silent; several"
              + " checkpoints long at least (default: ${DEFAULT-VALUE}).")
  private Duration phaseTimeout;

  @Option(
      names = "--max-rows",
      defaultValue = "4294967296",
      paramLabel = "N",
      description = "With --share statistics, most rows of a site (default: ${DEFAULT-VALUE}).")
  private long maxRows;

  @Option(
      names = "--max-parents",
      defaultValue = "2",
      paramLabel = "N",
      description =
          "With --share statistics, most parents of a categorical variable in the graphs that are"
              + " looked at (default: ${DEFAULT-VALUE}).")
  private int maxParents;

  @Option(
      names = "--bound",
      defaultValue = "" + StatisticsAgreement.DEFAULT_BOUND,
      paramLabel = "B",
      description =
          "With --share statistics, root mean squares of continuous variables are at most 2^B"
              + " (default: ${DEFAULT-VALUE}).")
  private int bound;

  @Option(
      names = "--codebook",
      defaultValue = "",
      paramLabel = "TEXT",
      description =
          "With --share statistics, what names cannot say, such as units, in words that all sites"
              + " use to the letter.")
  private String codebook;

  @Option(
      names = "--waiting-messages",
      defaultValue = "1000",
      paramLabel = "N",
      description =
          "Messages of an undeclared federation that may wait for its declaration (default:"
              + " ${DEFAULT-VALUE}).")
  private int waitingMessages;

  @Option(
      names = "--waiting-time",
      defaultValue = "10m",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How long they may wait (default: ${DEFAULT-VALUE}).")
  private Duration waitingTime;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if one is out of range; the message names it
   */
  @Override
  public CoordinatorSettings get() {
    JobTopics topics = run.topics("federation-coordinator");
    rules.check(secure);
    checkRounds(topics.bounded());
    checkStatistics();
    return new CoordinatorSettings(
        new JobTopics(
            topics.kafka().withRecordsOf(TopicSettings.MOST_FEDERATION),
            topics.group(),
            topics.bounded(),
            topics.times(),
            topics.gauges(),
            topics.transactions()),
        share == Share.STATISTICS
            ? new CoordinatorSettings.StatisticsTerms(maxRows, maxParents, bound, codebook)
            : null,
        secure,
        share == Share.STATISTICS ? Aggregation.Rule.MEAN : rules.aggregation(),
        rules.clip(),
        rules.leastWeight(),
        rules.alpha(),
        rules.mostAge(),
        rules.staleness(),
        minimumSites,
        threshold,
        sites,
        rounds,
        roundEvery.toMillis(),
        phaseTimeout.toMillis(),
        waitingMessages,
        waitingTime.toMillis());
  }

  private void checkRounds(boolean bounded) {
    if (bounded) {
      throw new ParameterException(
          command.commandLine(),
          "--bounded: not offered, as sites answer what the coordinator asks, so that its topics"
              + " have no end");
    }
    OptionRange range = new OptionRange(command);
    int least = secure ? 2 : 1;
    int most = secure ? RoundTerms.MOST_MEMBERS : UpdateEncoding.MOST_SITES;
    String places = "from %d to %d%s".formatted(least, most, secure ? " with --secure" : "");
    range.check(
        minimumSites >= least && minimumSites <= most, "--minimum-sites", places, minimumSites);
    range.check(sites >= 0 && sites <= most, "--sites", "from 0 to " + most, sites);
    range.check(
        threshold == 0 || secure, "--threshold", "given with --secure, whose it is", threshold);
    range.check(
        threshold >= 0 && threshold <= RoundTerms.HIGHEST_THRESHOLD,
        "--threshold",
        "from 0 to " + RoundTerms.HIGHEST_THRESHOLD,
        threshold);
    range.check(rounds >= 0, "--rounds", "at least 0", rounds);
    range.check(!phaseTimeout.isZero(), "--phase-timeout", "above 0", phaseTimeout);
    range.check(waitingMessages >= 0, "--waiting-messages", "at least 0", waitingMessages);
  }

  private void checkStatistics() {
    OptionRange range = new OptionRange(command);
    long most = Long.MAX_VALUE / UpdateEncoding.MOST_SITES;
    range.check(maxRows >= 1 && maxRows <= most, "--max-rows", "from 1 to " + most, maxRows);
    range.check(maxParents >= 0, "--max-parents", "at least 0", maxParents);
    range.check(
        Math.abs(bound) <= StatisticsAgreement.MAX_BOUND,
        "--bound",
        "from -%d to %d".formatted(StatisticsAgreement.MAX_BOUND, StatisticsAgreement.MAX_BOUND),
        bound);
  }
}
