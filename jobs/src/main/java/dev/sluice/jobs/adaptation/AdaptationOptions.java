// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.Pace;
import dev.sluice.jobs.DurationConverter;
import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.RunOptions;
import dev.sluice.jobs.experiment.AdmissionOptions;
import dev.sluice.models.adaptation.Learners;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the adaptation job. */
public final class AdaptationOptions implements Supplier<AdaptationJobSettings> {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private RunOptions run;

  @Mixin private AdmissionOptions admission;

  @Mixin private EngineOptions engine;

  @Option(
      names = "--learners",
      defaultValue = "conjugate",
      paramLabel = "FAMILY",
      description =
          "${COMPLETION-CANDIDATES}: tables and linear regressions in closed form, or networks"
              + " (default: conjugate).")
  private Learners learners;

  @Option(
      names = "--no-learned-graph",
      description =
          "Leave out the class that follows the posterior job's best graph. What that class shows"
              + " depends on when the graphs arrive.")
  private boolean noLearnedGraph;

  @Option(
      names = "--pseudo-likelihood",
      description =
          "Show class PSEUDO as well: each variable given all others. The sum of its losses is no"
              + " joint likelihood and cannot be compared with the other classes'.")
  private boolean pseudoLikelihood;

  @Option(
      names = "--report-interval",
      defaultValue = "1s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "Least time between two snapshots of an experiment; alarms, decisions and the ends of"
              + " regimes show at once (default: ${DEFAULT-VALUE}).")
  private Duration reportInterval;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if one is out of range; the message names it
   */
  @Override
  public AdaptationJobSettings get() {
    OptionRange range = new OptionRange(command);
    range.check(
        reportInterval.toMillis() >= 1, "--report-interval", "at least 1ms", reportInterval);
    return new AdaptationJobSettings(
        run.topics("adaptation"),
        new ModelSettings(learners, engine.settings(learners), !noLearnedGraph, pseudoLikelihood),
        new Pace(reportInterval.toMillis()),
        admission.settings());
  }
}
