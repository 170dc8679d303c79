// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.Pace;
import dev.sluice.jobs.DurationConverter;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.RunOptions;
import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LearnerNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the job of learners in context. */
public final class MesaOptions implements Supplier<MesaSettings> {

  /** A record of so many learners and a thousand steps is near what a record may take. */
  private static final int MOST_LEARNERS = 16;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private RunOptions run;

  @Mixin private TrainedOptions trained;

  @Option(
      names = "--learners",
      split = ",",
      paramLabel = "LEARNER",
      description =
          "Who predicts, at most 16, parted by commas: zero, copy, gd, neumann, chebyshev, ridge,"
              + " mesanet, rls, oracle and kalman, with their settings after colons; an error names"
              + " these. The first causal ridge is what ratios and regrets compare with. Must stay"
              + " the same when restarting from a savepoint (default: zero, copy, gd:0.032,"
              + " chebyshev:linear-7, rls:0.001, ridge:0.001).")
  private List<String> learners;

  @Option(
      names = "--max-waiting",
      defaultValue = "64",
      paramLabel = "N",
      description =
          "Tokens of a sequence that may wait for one before them; of more, those of the largest"
              + " steps become dead letters (default: ${DEFAULT-VALUE}).")
  private int maxWaiting;

  @Option(
      names = "--forget-after",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "A sequence of which nothing has come for this time is forgotten: what it has told"
              + " counts, but it cannot go on (default: never, so that state grows with the number"
              + " of sequences).")
  private Duration forgetAfter;

  @Option(
      names = "--buckets",
      defaultValue = "32",
      paramLabel = "N",
      description =
          "Parts of a group's losses, spread over subtasks: the most that can work on one group"
              + " (default: ${DEFAULT-VALUE}).")
  private int buckets;

  @Option(
      names = "--flush-interval",
      defaultValue = "200ms",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How often these parts are put together (default: ${DEFAULT-VALUE}).")
  private Duration flushInterval;

  @Option(
      names = "--emit-interval",
      defaultValue = "2s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "Each group is written at most once in this time (default: ${DEFAULT-VALUE}).")
  private Duration emitInterval;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if one is out of range or there is no such learner; the message
   *     names it
   */
  @Override
  public MesaSettings get() {
    OptionRange range = new OptionRange(command);
    range.check(maxWaiting >= 0, "--max-waiting", "at least 0", maxWaiting);
    range.check(
        forgetAfter == null || forgetAfter.toMillis() >= 1,
        "--forget-after",
        "at least 1ms",
        forgetAfter);
    range.check(buckets >= 1, "--buckets", "at least 1", buckets);
    range.check(flushInterval.toMillis() >= 1, "--flush-interval", "at least 1ms", flushInterval);
    range.check(emitInterval.toMillis() >= 1, "--emit-interval", "at least 1ms", emitInterval);
    List<String> labels = labels();
    range.check(
        labels.size() <= MOST_LEARNERS, "--learners", "at most " + MOST_LEARNERS, labels.size());
    range.check(
        new HashSet<>(labels).size() == labels.size(),
        "--learners",
        "different from one another",
        String.join(",", labels));
    JobTopics topics = run.topics("mesa");
    return new MesaSettings(
        topics,
        labels,
        maxWaiting,
        forgetAfter == null ? 0 : forgetAfter.toMillis(),
        buckets,
        new Pace(flushInterval.toMillis()),
        new Pace(emitInterval.toMillis()),
        trained.settings(SideBySide.compared(labels), topics));
  }

  /** Each as its learner says it. */
  private List<String> labels() {
    if (learners == null) {
      return List.copyOf(LearnerNames.defaults().stream().map(Contender::label).toList());
    }
    List<String> labels = new ArrayList<>();
    for (String learner : learners) {
      try {
        labels.add(LearnerNames.parse(learner.strip()).label());
      } catch (IllegalArgumentException e) {
        throw new ParameterException(command.commandLine(), "--learners: " + e.getMessage(), e);
      }
    }
    return List.copyOf(labels);
  }
}
