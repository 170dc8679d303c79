// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;

/**
 * How close a posterior is to the truth of a trial.
 *
 * @param seed of the trial
 * @param method by which it was computed
 * @param expectedShd expected structural Hamming distance to the truth, from probabilities of
 *     edges: of graphs that have an edge both ways, which some methods draw, not quite that
 * @param auroc of the edges; NaN if the truth has none, or all
 * @param brier mean over ordered pairs of (probability - truth)^2
 * @param edges expected number
 * @param hellinger distance from the exact posterior; NaN if not computed
 * @param cyclic share of graphs that have cycles; NaN of a method that has none
 * @param converged 1 if a sampler's diagnostics allow to trust it, 0 if not; NaN without any
 * @param seconds that it took
 */
public record Outcome(
    long seed,
    Method method,
    double expectedShd,
    double auroc,
    double brier,
    double edges,
    double hellinger,
    double cyclic,
    double converged,
    double seconds) {
  /** What an answer is worth. */
  static Outcome of(Trial trial, Answer answer, double seconds) {
    Posterior posterior = answer.posterior();
    double[][] edges = posterior.edges();
    Dag truth = trial.truth();
    return new Outcome(
        trial.seed(),
        posterior.method(),
        GraphMetrics.expectedShd(edges, truth),
        GraphMetrics.auroc(edges, truth),
        GraphMetrics.brier(edges, truth),
        posterior.expectedEdges(),
        answer.hellinger(),
        answer.cyclic(),
        answer.converged(),
        seconds);
  }
}
