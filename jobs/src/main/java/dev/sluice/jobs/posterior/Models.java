// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.FailureReason;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.function.SerializableFunction;

/**
 * The mathematics of the job.
 *
 * @param learning takes a sample into the statistics of a bucket
 * @param inference computes a posterior, on any thread
 */
record Models(Learning learning, SerializableFunction<RefreshRequest, Posterior> inference)
    implements Serializable {

  /** Takes a sample into statistics. */
  interface Learning extends Serializable {
    void observe(SufficientStatistics statistics, Declaration declaration, CheckedSample sample);
  }

  /** Whether {@link #posterior} has any use for more than counts of samples. */
  static boolean serves(Declaration declaration) {
    return declaration.variables().length <= Inference.MAX_VARIABLES;
  }

  static Models of(PosteriorSettings settings) {
    double forgetting = settings.statistics().forgetting();
    return new Models(
        (statistics, declaration, sample) ->
            statistics.observe(declaration.domain(), sample.values(), sample.targets(), forgetting),
        Models::posterior);
  }

  /**
   * The posterior, if there is one.
   *
   * @throws KeyFailure if the exact methods cannot serve so many variables, or the statistics had
   *     to be given up; a passing one if variables are functions of one another
   */
  static Posterior posterior(RefreshRequest request) {
    Declaration declaration = request.declaration();
    int d = declaration.variables().length;
    if (d > Inference.MAX_VARIABLES) {
      throw new KeyFailure(
          FailureReason.TOO_MANY_VARIABLES,
          d + " variables: the exact posterior goes up to " + Inference.MAX_VARIABLES);
    }
    if (request.statistics().detail != Detail.SUFFICIENT) {
      throw new KeyFailure(
          FailureReason.MEMORY,
          "the samples have so many regimes or configurations that their statistics would take"
              + " more than "
              + (SufficientStatistics.MAX_BYTES >> 20)
              + " MiB: they are counted, but have no posterior");
    }
    try {
      return Inference.posterior(
          declaration.domain(),
          request.statistics(),
          declaration.scorePrior(),
          declaration.graphPrior());
    } catch (DependentVariablesException e) {
      throw KeyFailure.passing(FailureReason.DEPENDENT_VARIABLES, dependent(declaration, e));
    }
  }

  private static String dependent(Declaration declaration, DependentVariablesException e) {
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
    return String.join("; ", found) + (found.isEmpty() ? "" : "; ") + consequence;
  }
}
