// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import dev.sluice.schemas.TargetScores;

/** What the dashboard and Prometheus see of the latest scores. */
public final class ScoreGauges {

  private ScoreGauges() {}

  /** With gauges of their own for so many experiments of a subtask. */
  public static Gauged<TargetScores> of(int most) {
    return new Gauged<>(most, ScoreGauges::numbers);
  }

  /** Scores do not say the time of the samples that they are of. */
  private static Numbers<TargetScores> numbers() {
    return Numbers.<TargetScores>of(
            "experiment", TargetScores::getSamples, scores -> Numbers.UNKNOWN)
        .sum("samples", TargetScores::getSamples)
        .mean("bestScore", ScoreGauges::best);
  }

  private static Double best(TargetScores scores) {
    return scores.getCandidates().isEmpty() ? null : scores.getCandidates().get(0).getScore();
  }
}
