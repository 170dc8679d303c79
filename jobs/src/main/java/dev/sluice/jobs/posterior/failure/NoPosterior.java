// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.failure;

import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.FailureReason;
import java.util.ArrayList;
import java.util.List;

/** Failures of experiments whose samples give no posterior. */
public final class NoPosterior {

  private NoPosterior() {}

  /**
   * Refuses statistics that no posterior can be computed from.
   *
   * @throws KeyFailure that says why
   */
  public static void requireStatistics(Declaration declaration, SufficientStatistics statistics) {
    if (statistics.detail.isWithoutPosterior()) {
      throw new KeyFailure(
          FailureReason.MEMORY,
          "the samples have so many regimes or configurations that their statistics would take"
              + " more than "
              + (SufficientStatistics.MAX_BYTES >> 20)
              + " MiB: they are counted, but have no posterior"
              + (declaration.domain().isCategorical() ? whyNoTables(statistics) : ""));
    }
    if (declaration.mostParents() > Evidence.mostParents(statistics)) {
      throw new KeyFailure(
          FailureReason.MEMORY,
          ("maxParents was %d when the samples became too many to keep each configuration:"
                  + " of more parents (now %d) nothing is known")
              .formatted(statistics.maxParents, declaration.mostParents()));
    }
  }

  private static String whyNoTables(SufficientStatistics statistics) {
    return statistics.logRetention == 0
        ? (" (tables of all families of up to %d parents, the limit by maxParents,"
                + " take too much too)")
            .formatted(statistics.maxParents)
        : " (with --forgetting below 1 there are no tables of families instead)";
  }

  /** The passing failure of variables that are functions of one another, with their names. */
  public static KeyFailure dependent(Declaration declaration, DependentVariablesException e) {
    List<String> found = new ArrayList<>();
    if (!e.dependent().isEmpty()) {
      found.add(
          "less than 1e-9 of their own variance is left to these variables when the others are"
              + " known: "
              + declaration.names(e.dependent()));
    }
    if (!e.constant().isEmpty()) {
      found.add("constant: " + declaration.names(e.constant()));
    }
    String consequence =
        e.isWithoutOptimum()
            ? "so score.priorScale EVIDENCE has no optimum (the evidence grows as the scale falls);"
                + " leave such variables out, or give a number"
            : "too little for score.priorScale %s; leave such variables out, or give a larger one"
                .formatted(
                    declaration.scaleByEvidence()
                        ? "EVIDENCE, which leads to a tiny one"
                        : declaration.priorScale());
    return KeyFailure.passing(
        FailureReason.DEPENDENT_VARIABLES,
        String.join("; ", found) + (found.isEmpty() ? "" : "; ") + consequence);
  }
}
