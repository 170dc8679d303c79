// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.models.adaptation.AdaptationState;
import dev.sluice.models.adaptation.Observation;
import dev.sluice.models.adaptation.Regime;

/**
 * What is kept of a running comparison.
 *
 * @param state of its engine
 * @param learned parents in the learned graph that the engine has, bit masks; null while there is
 *     none
 * @param asOf latest drawnAt among the samples, milliseconds since 1970-01-01T00:00:00Z
 * @param cpuNanos time of a processor that the samples took
 * @param reportedSamples samples at the last snapshot
 */
public record RunningComparison(
    AdaptationState state, long[] learned, long asOf, long cpuNanos, long reportedSamples) {

  static RunningComparison begin(AdaptationState state, long[] learned) {
    return new RunningComparison(state, learned, Long.MIN_VALUE, 0, 0);
  }

  /** After further samples. */
  RunningComparison observed(AdaptationState after, long drawnAt, long nanos) {
    return new RunningComparison(
        after, learned, Math.max(asOf, drawnAt), cpuNanos + nanos, reportedSamples);
  }

  RunningComparison relearned(AdaptationState carried, long[] graph) {
    return new RunningComparison(carried, graph, asOf, cpuNanos, reportedSamples);
  }

  RunningComparison reported() {
    return new RunningComparison(state, learned, asOf, cpuNanos, state.samples());
  }

  /**
   * Whether a sample belongs to another regime than those before it, which has at least so many
   * samples since the burn-in.
   */
  boolean closesBefore(Observation sample, long burnIn, int atLeast) {
    Regime regime = state.regime();
    return regime != null
        && !regime.holds(sample)
        && state.samples() - Math.max(regime.since(), burnIn) >= atLeast;
  }

  /** Whether a snapshot would show anything new. */
  boolean ahead() {
    return state.samples() > reportedSamples;
  }
}
