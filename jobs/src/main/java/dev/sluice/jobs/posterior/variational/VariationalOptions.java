// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.variational;

import dev.sluice.jobs.OptionRange;
import dev.sluice.models.posterior.vcn.VcnSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that have posteriors computed by a variational causal network. */
public final class VariationalOptions {

  private static final int DEFAULT_STEPS = 3_000;
  private static final int DEFAULT_GRAPHS = 100;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--vcn",
      description =
          "Compute all posteriors by variational causal networks (Annadani et al. 2021), up to 50"
              + " variables: far slower than the other methods and far from exact, to compare with."
              + " Proposals go on drawing on exact posteriors.")
  private boolean vcn;

  @Option(
      names = "--vcn-steps",
      paramLabel = "N",
      description =
          "Steps of each training with --vcn; the paper has 30,000 (default: "
              + DEFAULT_STEPS
              + ").")
  private Integer steps;

  @Option(
      names = "--vcn-graphs",
      paramLabel = "N",
      description =
          "Graphs of each step with --vcn; the paper has 1,000 (default: " + DEFAULT_GRAPHS + ").")
  private Integer graphs;

  /** Whether the method is asked for. */
  public boolean isGiven() {
    return vcn;
  }

  /**
   * What the options say; null without {@code --vcn}.
   *
   * @throws ParameterException if one is out of range, or has no effect; the message names it
   */
  public Variational settings() {
    OptionRange range = new OptionRange(command);
    range.check(vcn || steps == null, "--vcn-steps", "given with --vcn", steps);
    range.check(vcn || graphs == null, "--vcn-graphs", "given with --vcn", graphs);
    range.check(steps == null || steps >= 1, "--vcn-steps", "at least 1", steps);
    range.check(graphs == null || graphs >= 1, "--vcn-graphs", "at least 1", graphs);
    return vcn
        ? new Variational(
            VcnSettings.defaults()
                .ofSteps(steps == null ? DEFAULT_STEPS : steps)
                .withGraphs(graphs == null ? DEFAULT_GRAPHS : graphs))
        : null;
  }
}
