// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.schemas.SurveyScenario;

/**
 * A decoded record of the topic of scenarios.
 *
 * @param scenarioId the scenario declared, or ended: then the record's key
 * @param scenario the declaration; null for a tombstone
 * @param source the record as it came
 */
public record ScenarioRecord(String scenarioId, SurveyScenario scenario, RawRecord source) {

  /** A declaration. */
  public static ScenarioRecord declared(SurveyScenario scenario, RawRecord source) {
    return new ScenarioRecord(scenario.getScenarioId(), scenario, source);
  }

  /** A tombstone. */
  public static ScenarioRecord ended(RawRecord source) {
    return new ScenarioRecord(source.keyText(), null, source);
  }

  /** Whether it ends a scenario. */
  boolean isEnd() {
    return scenario == null && source.key() != null;
  }

  /** Checks what is no end by itself. */
  Decoded<Scenario> check() {
    if (scenario == null) {
      return invalid("a tombstone needs the key of the scenario that it ends");
    }
    if (!scenarioId.equals(source.keyText())) { // only then can a tombstone end it
      return invalid("scenarioId: '" + scenarioId + "' is not the record's key");
    }
    return Scenario.of(scenario, source.timestamp());
  }

  private static Decoded<Scenario> invalid(String message) {
    return Decoded.refused(Reason.INVALID_DECLARATION, message);
  }
}
