// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.effects;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Option of a job that computes causal effects beside posteriors. */
public final class EffectsOptions {

  private static final String EFFECTS = "--effects";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = EFFECTS,
      paramLabel = "CAUSE->EFFECT,...",
      description =
          "Compute total causal effects too, assuming that there are no latent confounders: of these"
              + " pairs of variables, by name, in experiments that have them; or 'all'. May be"
              + " repeated. See docs/effects.md.")
  private List<String> effects;

  /**
   * The effects that the option says.
   *
   * @return null if there is none
   * @throws ParameterException if a part of it is no pair; the message names it
   */
  public WantedEffects wanted() {
    if (effects == null) {
      return null;
    }
    try {
      return WantedEffects.of(effects);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), EFFECTS + ": " + e.getMessage(), e);
    }
  }
}
