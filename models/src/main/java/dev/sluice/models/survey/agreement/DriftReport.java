// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import dev.sluice.models.statistics.MeanEstimate;
import java.util.Comparator;
import java.util.List;

/**
 * What has drifted between two versions of a model.
 *
 * @param tested scenarios that could be compared
 * @param untested scenarios that could not, which is not the same as unchanged
 * @param flags scenarios that changed, by false discovery rate and effect, in the order of their
 *     ids
 * @param difference paired mean over scenarios of the change of the action likelihood, with
 *     scenario-clustered error
 */
public record DriftReport(int tested, int untested, List<Flag> flags, MeanEstimate difference) {

  /**
   * A scenario that changed.
   *
   * @param scenario the comparison
   * @param qValue its p-value adjusted for all tested scenarios
   */
  public record Flag(ScenarioDrift scenario, double qValue) {}

  static DriftReport of(int tested, int untested, List<Flag> flags, MeanEstimate difference) {
    List<Flag> sorted =
        flags.stream().sorted(Comparator.comparing(flag -> flag.scenario().scenarioId())).toList();
    return new DriftReport(tested, untested, sorted, difference);
  }
}
