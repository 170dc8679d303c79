// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.Pace;
import dev.sluice.jobs.DurationConverter;
import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.RunOptions;
import dev.sluice.jobs.survey.drift.DriftThresholds;
import dev.sluice.jobs.survey.scenario.AnswerSettings;
import dev.sluice.jobs.survey.scenario.MatcherSettings;
import dev.sluice.jobs.survey.scenario.Uncertainty;
import dev.sluice.models.survey.matching.MatcherMode;
import dev.sluice.models.survey.matching.ResponseTemplates;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the survey job. */
public final class SurveyOptions implements Supplier<SurveySettings> {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private RunOptions run;

  @Option(
      names = "--matcher",
      defaultValue = "strict",
      paramLabel = "MODE",
      description =
          "How texts are mapped to actions: paper (as the authors' code did, defects included) or"
              + " strict (default: ${DEFAULT-VALUE}).")
  private MatcherMode matcher;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description =
          "Response templates and refusal phrases in the layout of the authors' repository"
              + " (default: Sluice's own).")
  private Path templates;

  @Option(
      names = "--emit-interval",
      defaultValue = "2s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "Each key is written at most once in this time (default: ${DEFAULT-VALUE}).")
  private Duration emitInterval;

  @Option(
      names = "--level",
      defaultValue = "0.95",
      paramLabel = "P",
      description = "Level of all intervals, in (0, 1) (default: ${DEFAULT-VALUE}).")
  private double level;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Seed of bootstrap, credible intervals, permutations (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--bootstrap-replicates",
      defaultValue = "200",
      paramLabel = "N",
      description =
          "Replicates of the bootstrap over scenarios, 0 for none. Must stay the same when"
              + " restarting from a savepoint (default: ${DEFAULT-VALUE}).")
  private int replicates;

  @Option(
      names = "--credible-draws",
      defaultValue = "200",
      paramLabel = "N",
      description = "Draws behind each credible interval (default: ${DEFAULT-VALUE}).")
  private int draws;

  @Option(
      names = "--false-discovery-rate",
      defaultValue = "0.05",
      paramLabel = "Q",
      description =
          "Of the scenarios in which a version is said to have drifted (default:"
              + " ${DEFAULT-VALUE}).")
  private double falseDiscoveryRate;

  @Option(
      names = "--effect-floor",
      defaultValue = "0.1",
      paramLabel = "P",
      description =
          "Scenarios whose action likelihood moved by less have not drifted (default:"
              + " ${DEFAULT-VALUE}).")
  private double effectFloor;

  @Option(
      names = "--waiting-answers",
      defaultValue = "10000",
      paramLabel = "N",
      description =
          "Answers to an unknown scenario that may wait for its declaration; any number until the"
              + " scenarios have been read to the end that they had at the job's start (default:"
              + " ${DEFAULT-VALUE}).")
  private int waitingAnswers;

  @Option(
      names = "--waiting-time",
      defaultValue = "10m",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "How long they may wait, at least until the scenarios have been read (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration waitingTime;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if one is out of range or templates cannot be read; the message
   *     names it
   */
  @Override
  public SurveySettings get() {
    OptionRange range = new OptionRange(command);
    range.check(emitInterval.toMillis() >= 1, "--emit-interval", "at least 1ms", emitInterval);
    range.check(level > 0 && level < 1, "--level", "in (0, 1)", level);
    range.check(replicates >= 0, "--bootstrap-replicates", "at least 0", replicates);
    range.check(draws >= 1, "--credible-draws", "at least 1", draws);
    range.check(
        falseDiscoveryRate > 0 && falseDiscoveryRate < 1,
        "--false-discovery-rate",
        "in (0, 1)",
        falseDiscoveryRate);
    range.check(effectFloor >= 0 && effectFloor <= 1, "--effect-floor", "in [0, 1]", effectFloor);
    range.check(waitingAnswers >= 0, "--waiting-answers", "at least 0", waitingAnswers);
    return new SurveySettings(
        run.topics("survey"),
        new AnswerSettings(
            MatcherSettings.of(matcher, templates()),
            new Pace(emitInterval.toMillis()),
            waitingAnswers,
            waitingTime.toMillis()),
        new Uncertainty(level, seed, replicates, draws),
        new DriftThresholds(falseDiscoveryRate, effectFloor));
  }

  private ResponseTemplates templates() {
    try {
      return templates == null ? ResponseTemplates.shipped() : ResponseTemplates.load(templates);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new ParameterException(
          command.commandLine(), "--templates " + templates + ": " + e.getMessage(), e);
    }
  }
}
