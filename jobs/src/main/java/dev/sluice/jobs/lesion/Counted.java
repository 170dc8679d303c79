// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

/**
 * What is known of a model in a group beside its scores. State.
 *
 * @param group the group
 * @param model the model
 * @param asOf latest time of a prediction, milliseconds since 1970-01-01T00:00:00Z
 * @param phantomCases compared cases that are simulated
 * @param failedCases cases whose newest prediction could not be compared
 */
public record Counted(String group, String model, long asOf, long phantomCases, long failedCases) {

  static final long NEVER = Long.MIN_VALUE;

  static Counted none(ScoreChange change) {
    return new Counted(change.group(), change.model(), NEVER, 0, 0);
  }

  /** After a change of the model's own scores. */
  Counted plus(ScoreChange own) {
    int cases = (own.after() == null ? 0 : 1) - (own.before() == null ? 0 : 1);
    return new Counted(
        group,
        model,
        Math.max(asOf, own.at()),
        phantomCases + (own.phantom() ? cases : 0),
        failedCases + own.failed());
  }
}
