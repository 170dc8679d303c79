// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.RawRecord;
import dev.sluice.schemas.SurveyScenario;

/**
 * A decoded record of the topic of scenarios.
 *
 * @param scenarioId the scenario declared, or ended: then the record's key
 * @param scenario the declaration; null for a tombstone
 * @param source the record as it came
 */
public record ScenarioRecord(String scenarioId, SurveyScenario scenario, RawRecord source) {

  static ScenarioRecord declared(SurveyScenario scenario, RawRecord source) {
    return new ScenarioRecord(scenario.getScenarioId(), scenario, source);
  }

  static ScenarioRecord ended(RawRecord source) {
    return new ScenarioRecord(source.keyText(), null, source);
  }

  /** Whether the record's key is the scenario it declares; only then can a tombstone end it. */
  boolean keyedByScenario() {
    return scenarioId.equals(source.keyText());
  }
}
