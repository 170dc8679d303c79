// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.models.survey.agreement.VersionDrift;

/**
 * How two versions of a model differ over a set of scenarios.
 *
 * @param model the model
 * @param baseline the version whose name sorts first
 * @param candidate the version whose name sorts last
 * @param set the set of scenarios
 * @param drift over the scenarios; changes in place
 * @param asOf latest answeredAt seen, milliseconds since 1970-01-01T00:00:00Z
 */
public record Versions(
    String model, String baseline, String candidate, String set, VersionDrift drift, long asOf) {

  static Versions begin(VersionChange change) {
    return new Versions(
        change.model(),
        change.baseline(),
        change.candidate(),
        change.set(),
        new VersionDrift(),
        change.asOf());
  }

  /** This with a change; the drift is that of this. */
  Versions with(VersionChange change) {
    drift.replace(change.drift());
    if (!change.compared()) {
      drift.scenarios.remove(change.drift().scenarioId());
    }
    return new Versions(model, baseline, candidate, set, drift, Math.max(asOf, change.asOf()));
  }

  boolean isEmpty() {
    return drift.scenarios.isEmpty();
  }
}
