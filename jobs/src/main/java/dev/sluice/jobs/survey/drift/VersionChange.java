// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.models.survey.agreement.ScenarioDrift;

/**
 * How two versions of a model differ in one scenario from now on.
 *
 * @param model the model
 * @param baseline the version whose name sorts first
 * @param candidate the version whose name sorts last
 * @param set the set of the scenario
 * @param drift the comparison
 * @param compared false if it is to be forgotten, because a version has no answers any more
 * @param asOf latest answeredAt, milliseconds since 1970-01-01T00:00:00Z
 */
public record VersionChange(
    String model,
    String baseline,
    String candidate,
    String set,
    ScenarioDrift drift,
    boolean compared,
    long asOf) {

  /** The key of the comparison over all scenarios. */
  String key() {
    return NaturalKey.of(model, baseline, candidate, set);
  }
}
