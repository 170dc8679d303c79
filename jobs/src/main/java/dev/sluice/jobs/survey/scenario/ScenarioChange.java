// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.models.survey.ScenarioContribution;
import dev.sluice.models.survey.ScenarioCounts;
import dev.sluice.models.survey.SweepCounts;

/**
 * What one respondent answers to one scenario has changed. The changes of a respondent in a
 * scenario form a chain, each beginning where the one before ended; so an aggregate takes back
 * exactly what it was given, without remembering it.
 *
 * @param scenario the scenario
 * @param respondent who answers
 * @param before counters so far; null if there were none
 * @param after counters from now on; null if there are none
 * @param sweeps from now on; null if there are no counters
 * @param asOf latest answeredAt, milliseconds since 1970-01-01T00:00:00Z
 */
public record ScenarioChange(
    Scenario scenario,
    ModelVersion respondent,
    ScenarioCounts before,
    ScenarioCounts after,
    SweepCounts sweeps,
    long asOf) {

  ScenarioContribution contributionBefore() {
    return contribution(before);
  }

  ScenarioContribution contributionAfter() {
    return contribution(after);
  }

  private ScenarioContribution contribution(ScenarioCounts counts) {
    return counts == null
        ? null
        : ScenarioContribution.of(scenario.scenarioId(), counts, scenario.rules());
  }
}
