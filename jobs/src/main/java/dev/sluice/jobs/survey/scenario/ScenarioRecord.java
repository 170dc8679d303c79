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

  /** What is wrong with a tombstone of nothing. */
  static final String WITHOUT_KEY = "a tombstone needs the key of the scenario that it ends";

  /** A declaration. */
  public static ScenarioRecord declared(SurveyScenario scenario, RawRecord source) {
    return new ScenarioRecord(scenario.getScenarioId(), scenario, source);
  }

  /** A tombstone. */
  public static ScenarioRecord ended(RawRecord source) {
    return new ScenarioRecord(source.keyText(), null, source);
  }

  /** Whether it ends nothing: a tombstone that does not say which scenario it is for. */
  boolean isTombstoneOfNothing() {
    return scenario == null && source.key() == null;
  }

  /**
   * Checks a declaration.
   *
   * @param live the scenario as it is declared until now, or null
   */
  Decoded<Scenario> check(Scenario live) {
    if (!scenarioId.equals(source.keyText())) { // only then can a tombstone end it
      return invalid("scenarioId: '" + scenarioId + "' is not the record's key");
    }
    Decoded<Scenario> decoded = Scenario.of(scenario);
    if (decoded.record() == null || live == null || decoded.record().asksTheSameAs(live)) {
      return decoded;
    }
    return invalid(
        "set, action1, action2: not those of the live scenario '"
            + scenarioId
            + "'; end it first with a tombstone");
  }

  private static Decoded<Scenario> invalid(String message) {
    return Decoded.refused(Reason.INVALID_DECLARATION, message);
  }
}
