// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.study.PosteriorMethod;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.workbench.command.Failure;
import picocli.CommandLine.Option;

/** What is common to studies of posteriors: the prior over graphs, the method, the seed. */
final class StudiedPosteriors {
  @Option(
      names = "--prior",
      paramLabel = "PRIOR",
      description = "Prior over graphs: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private GraphPrior.Kind prior;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "Method: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); exact ones serve at most 22"
              + " variables.")
  private StudiedMethod method = StudiedMethod.EXACT;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of each chain that samples (default: ${DEFAULT-VALUE}).")
  private long steps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the first system; the others follow (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  /** Options with these defaults. */
  StudiedPosteriors(GraphPrior.Kind prior, long steps) {
    this.prior = prior;
    this.steps = steps;
  }

  /**
   * Checks that the method serves so many variables.
   *
   * @throws Failure if it does not
   */
  void checkMethod(int variables) {
    require(
        method == StudiedMethod.MCMC || variables <= Inference.MAX_VARIABLES,
        "--variables",
        "at most %d unless --method is mcmc".formatted(Inference.MAX_VARIABLES),
        variables);
  }

  /**
   * The method.
   *
   * @throws Failure if the steps are out of range
   */
  PosteriorMethod method() {
    require(steps >= 1, "--steps", "at least 1", steps);
    return method.method(steps);
  }

  GraphPrior prior(int variables) {
    return prior == GraphPrior.Kind.FAIR
        ? GraphPrior.fair(variables)
        : GraphPrior.uniform(variables);
  }

  long seed() {
    return seed;
  }

  /** Refuses a value by a line that names its option. */
  static void require(boolean holds, String option, String range, Object value) {
    if (!holds) {
      throw new Failure("%s: must be %s: %s".formatted(option, range, value));
    }
  }
}
