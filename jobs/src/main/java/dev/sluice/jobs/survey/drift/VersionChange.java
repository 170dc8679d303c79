// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.drift;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.NaturalKey;
import dev.sluice.models.survey.agreement.ScenarioDrift;

/**
 * How two versions of a model differ in one scenario from now on.
 *
 * @param model the model
 * @param baseline the earlier version, see {@link VersionOrder}
 * @param candidate the later version
 * @param set the set of the scenario
 * @param scenarioId the scenario
 * @param drift the comparison; null if there is none, because a version has no answers any more
 * @param failure why there is none if both have answers; else null
 * @param asOf latest answeredAt, milliseconds since 1970-01-01T00:00:00Z
 * @param formulas version of the formulas that the comparison is made with
 */
public record VersionChange(
    String model,
    String baseline,
    String candidate,
    String set,
    String scenarioId,
    ScenarioDrift drift,
    Failure failure,
    long asOf,
    int formulas) {

  /** The key of the comparison over all scenarios. */
  public String key() {
    return NaturalKey.of(model, baseline, candidate, set);
  }
}
