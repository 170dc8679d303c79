// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.study.PosteriorMethod;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.workbench.command.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a study of one posterior computes it: the prior over graphs, the method, the seed. */
final class StudiedPosteriors {
  @Option(
      names = "--prior",
      paramLabel = "PRIOR",
      description = "Prior over graphs: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private GraphPrior.Kind prior = GraphPrior.Kind.UNIFORM;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "Method: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); exact ones serve at most 22"
              + " variables.")
  private StudiedMethod method = StudiedMethod.EXACT;

  @Mixin private final StudiedBudget budget = new StudiedBudget(500_000);

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the first system; the others follow (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  /**
   * Checks that a method serves so many variables.
   *
   * @param option that says the method
   * @throws Failure if it does not
   */
  static void checkReach(StudiedMethod method, String option, int variables) {
    if (variables > method.mostVariables()) {
      throw new Failure(
          "%s: %s serves at most %d variables: %d"
              .formatted(option, method.printed(), method.mostVariables(), variables));
    }
  }

  /**
   * The method.
   *
   * @throws Failure if it does not serve so many variables, or its budget is out of range
   */
  PosteriorMethod method(int variables) {
    checkReach(method, "--method", variables);
    budget.check();
    return method.method(budget);
  }

  GraphPrior prior(int variables) {
    return prior(prior, variables, variables - 1);
  }

  /** The prior of a kind that leaves every graph possible in which no node has more parents. */
  static GraphPrior prior(GraphPrior.Kind kind, int variables, int maxParents) {
    VariableSet[] none = VariableSet.noneOf(variables);
    return new GraphPrior(kind, 0, none, none, new double[0], Math.min(maxParents, variables - 1));
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
