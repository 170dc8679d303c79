// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.posterior.variational.VariationalOptions;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.threads.Team;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that choose the method of posteriors, and what sampled ones may cost. */
final class InferenceOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--exact-up-to",
      defaultValue = "18",
      paramLabel = "N",
      description =
          "Experiments of up to so many variables, 5 to 20, have their exact posterior, larger ones"
              + " a sampled one. Each further variable takes twice the heap and three times as long"
              + " (default: ${DEFAULT-VALUE}).")
  private int exactUpTo;

  @Option(
      names = "--exact-threads",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Threads that share each exact posterior, 1 to 64; its digits are the same. With more than"
              + " 1, refreshes use cores beyond the slots of the job (default: ${DEFAULT-VALUE}).")
  private int exactThreads;

  @Option(
      names = "--order-exact",
      description =
          "Beyond --exact-up-to, up to 22 variables, compute exactly with another prior, which"
              + " weighs a graph by the number of its orders, instead of sampling.")
  private boolean orderExact;

  @Option(
      names = "--chains",
      defaultValue = "4",
      paramLabel = "N",
      description =
          "Independent chains of a sampled posterior; it needs 2 to know how good it is (default:"
              + " ${DEFAULT-VALUE}).")
  private int chains;

  @Option(
      names = "--mcmc-steps",
      paramLabel = "N",
      description =
          "Steps of each chain at each refresh, however long they take; then a restart gives the same"
              + " digits.")
  private Long steps;

  @Option(
      names = "--mcmc-seconds",
      paramLabel = "SECONDS",
      description =
          "Instead of --mcmc-steps: each refresh answers after so many seconds with what it has"
              + " (default: 5).")
  private Double seconds;

  @Option(
      names = "--candidates",
      defaultValue = "12",
      paramLabel = "N",
      description =
          "Parents per variable, chosen from the statistics, whose sets are all looked at when a"
              + " posterior is sampled, 1 to 20; all others can be parents too (default:"
              + " ${DEFAULT-VALUE}).")
  private int candidates;

  @Option(
      names = "--check-exact",
      description =
          "Sample beside the exact method too, where that has the same prior, and say in the"
              + " diagnostics how far the edges are from the exact ones.")
  private boolean checkExact;

  @Option(
      names = "--spread",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Compute the family scores of one large experiment (14 variables or more) in so many"
              + " slices, on as many subtasks, 1 to 64; choose the parallelism of the job or a divisor"
              + " of it. Changes no digit (default: ${DEFAULT-VALUE}, where its posterior is).")
  private int spread;

  @Mixin private VariationalOptions variational;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if one is out of range; the message names it
   */
  InferenceSettings settings() {
    OptionRange range = new OptionRange(command);
    range.check(
        exactUpTo >= MethodChoice.MAX_ENUMERATED && exactUpTo <= MethodChoice.MAX_EXACT,
        "--exact-up-to",
        "from 5 to 20",
        exactUpTo);
    range.check(
        exactThreads >= 1 && exactThreads <= Team.MAX_THREADS,
        "--exact-threads",
        "from 1 to 64",
        exactThreads);
    range.check(
        chains >= 1 && chains <= SamplerSettings.MAX_CHAINS, "--chains", "from 1 to 64", chains);
    range.check(steps == null || steps >= 1, "--mcmc-steps", "at least 1", steps);
    range.check(
        seconds == null || (seconds > 0 && Double.isFinite(seconds)),
        "--mcmc-seconds",
        "above 0",
        seconds);
    range.check(
        steps == null || seconds == null,
        "--mcmc-seconds",
        "given without --mcmc-steps, which bounds a refresh too",
        seconds);
    range.check(
        candidates >= 1 && candidates <= SamplerSettings.MAX_CANDIDATES,
        "--candidates",
        "from 1 to 20",
        candidates);
    range.check(
        spread >= 1 && spread <= InferenceSettings.MAX_SLICES, "--spread", "from 1 to 64", spread);
    range.check(
        !variational.isGiven() || !(checkExact || orderExact),
        "--vcn",
        "given without --check-exact and --order-exact, which are of other methods",
        true);
    return new InferenceSettings(
        new MethodChoice(exactUpTo, orderExact),
        sampler(),
        checkExact,
        exactThreads,
        spread,
        variational.settings());
  }

  private SamplerSettings sampler() {
    SamplerSettings defaults = InferenceSettings.defaults().sampler();
    SamplerSettings all =
        new SamplerSettings(
            chains,
            defaults.steps(),
            seconds == null ? defaults.seconds() : seconds,
            candidates,
            defaults.seed());
    return steps == null ? all : all.ofSteps(steps);
  }
}
