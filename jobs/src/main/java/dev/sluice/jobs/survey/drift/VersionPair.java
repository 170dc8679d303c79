// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.drift;

import dev.sluice.jobs.survey.scenario.Failing;
import dev.sluice.jobs.survey.scenario.Generation;
import dev.sluice.models.survey.agreement.VersionDrift;

/**
 * How two versions of a model differ over a set of scenarios.
 *
 * @param model the model
 * @param baseline the earlier version, see {@link VersionOrder}
 * @param candidate the later version
 * @param set the set of scenarios
 * @param drift over the scenarios; changes in place
 * @param failing scenarios that cannot be compared, because that fails
 * @param asOf latest answeredAt seen, milliseconds since 1970-01-01T00:00:00Z
 * @param generation which formulas the comparisons are made with
 */
public record VersionPair(
    String model,
    String baseline,
    String candidate,
    String set,
    VersionDrift drift,
    Failing failing,
    long asOf,
    Generation generation) {

  static VersionPair begin(VersionChange change, Generation generation) {
    return new VersionPair(
        change.model(),
        change.baseline(),
        change.candidate(),
        change.set(),
        new VersionDrift(),
        Failing.NONE,
        change.asOf(),
        generation);
  }

  /** This with a change; the drift is that of this. */
  VersionPair with(VersionChange change) {
    if (change.drift() == null) {
      drift.remove(change.scenarioId());
    } else {
      drift.replace(change.drift());
    }
    return new VersionPair(
        model,
        baseline,
        candidate,
        set,
        drift,
        failing.with(change.scenarioId(), change.failure()),
        Math.max(asOf, change.asOf()),
        generation);
  }

  boolean isEmpty() {
    return drift.scenarios.isEmpty() && failing.scenarios().isEmpty();
  }
}
