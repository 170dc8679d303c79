// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.score.SufficientStatistics;

/**
 * Asks for the posterior of an experiment as it stands now; replaces any request before it.
 *
 * @param declaration the experiment
 * @param statistics of all its samples so far; null if the experiment has ended
 * @param asOf latest drawnAt among the samples, milliseconds since 1970-01-01T00:00:00Z
 * @param failure why there can be no posterior, because statistics could not be kept; else null
 * @param scores of families, of these statistics, computed before; null if there are none
 */
public record RefreshRequest(
    Declaration declaration,
    SufficientStatistics statistics,
    long asOf,
    Failure failure,
    ScoredNodes scores) {

  RefreshRequest(
      Declaration declaration, SufficientStatistics statistics, long asOf, Failure failure) {
    this(declaration, statistics, asOf, failure, null);
  }

  RefreshRequest with(ScoredNodes known) {
    return new RefreshRequest(declaration, statistics, asOf, failure, known);
  }

  String experimentId() {
    return declaration.experimentId();
  }

  boolean ends() {
    return statistics == null;
  }

  /** What is known of the scores. */
  ScoredNodes known() {
    return scores == null ? ScoredNodes.none() : scores;
  }
}
