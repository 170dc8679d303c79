// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.DurationConverter;
import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.RunOptions;
import dev.sluice.jobs.experiment.AdmissionOptions;
import dev.sluice.jobs.posterior.effects.EffectsOptions;
import dev.sluice.jobs.targeting.ProposalOptions;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the posterior job. */
public final class PosteriorOptions implements Supplier<PosteriorSettings> {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private RunOptions run;

  @Mixin private AdmissionOptions admission;

  @Mixin private InferenceOptions inference;

  @Mixin private ProposalOptions proposals;

  @Mixin private EffectsOptions effects;

  @Option(
      names = "--refresh-growth",
      defaultValue = "1.1",
      paramLabel = "FACTOR",
      description =
          "Compute a posterior again when the samples have grown by this factor (default:"
              + " ${DEFAULT-VALUE}).")
  private double refreshGrowth;

  @Option(
      names = "--refresh-interval",
      defaultValue = "1s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "At most once in this time for each experiment (default: ${DEFAULT-VALUE}).")
  private Duration refreshInterval;

  @Option(
      names = "--refresh-latest",
      defaultValue = "10s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "Samples that are too few for --refresh-growth show after this time (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration refreshLatest;

  @Option(
      names = "--refresh-threads",
      defaultValue = "1",
      paramLabel = "N",
      description = "Threads per subtask that compute posteriors (default: ${DEFAULT-VALUE}).")
  private int refreshThreads;

  @Option(
      names = "--forgetting",
      defaultValue = "1.0",
      paramLabel = "WEIGHT",
      description =
          "Each sample multiplies the weight of all before it by this, in (0, 1]; below 1 an"
              + " experiment is kept in one bucket (default: ${DEFAULT-VALUE}, never forget).")
  private double forgetting;

  @Option(
      names = "--buckets",
      defaultValue = "32",
      paramLabel = "N",
      description =
          "Partial statistics per experiment, spread over subtasks: the most that can work on one"
              + " experiment. Must stay the same when restarting from a savepoint: choose for the"
              + " largest parallelism to come, less for thousands of small experiments; 8 for state"
              + " begun when that was the default (default: ${DEFAULT-VALUE}).")
  private int buckets;

  @Option(
      names = "--flush-interval",
      defaultValue = "200ms",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How often partial statistics are merged (default: ${DEFAULT-VALUE}).")
  private Duration flushInterval;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if one is out of range; the message names it
   */
  @Override
  public PosteriorSettings get() {
    OptionRange range = new OptionRange(command);
    range.check(refreshGrowth > 1, "--refresh-growth", "above 1", refreshGrowth);
    range.check(refreshThreads >= 1, "--refresh-threads", "at least 1", refreshThreads);
    range.check(forgetting > 0 && forgetting <= 1, "--forgetting", "in (0, 1]", forgetting);
    range.check(buckets >= 1 && buckets <= 1024, "--buckets", "from 1 to 1024", buckets);
    range.check(flushInterval.toMillis() >= 1, "--flush-interval", "at least 1ms", flushInterval);
    InferenceSettings methods = inference.settings();
    range.check(
        methods.variational() == null || effects.wanted() == null,
        "--vcn",
        "given without --effects, which graphs with cycles do not have",
        true);
    return new PosteriorSettings(
        run.topics("posterior"),
        new RefreshSettings(
            refreshGrowth, refreshInterval.toMillis(), refreshLatest.toMillis(), refreshThreads),
        // Forgetting weighs samples by their order, which only one bucket keeps.
        new StatisticsSettings(forgetting, forgetting < 1 ? 1 : buckets, flushInterval.toMillis()),
        admission.settings(),
        proposals.settings(ScoreTargets.RULES),
        methods,
        effects.wanted());
  }
}
