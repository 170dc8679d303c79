// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.models.survey.matching.AnswerMatcher;
import dev.sluice.models.survey.matching.ScenarioMatcher;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.workbench.command.Failure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scenarios of a set with their matchers. */
final class MatchSet {
  private final String name;
  private final Map<String, SurveyScenario> scenarios = new LinkedHashMap<>();
  private final Map<String, ScenarioMatcher> matchers = new HashMap<>();
  private final AnswerMatcher matcher;
  private final SurveyScenario asked;

  /**
   * A set.
   *
   * @param id of the scenario that was asked about; null for the first
   * @throws Failure if there is no scenario, or none of this id
   */
  MatchSet(String name, List<SurveyScenario> all, String id, AnswerMatcher matcher) {
    this.name = name;
    this.matcher = matcher;
    all.forEach(each -> scenarios.put(each.getScenarioId(), each));
    if (all.isEmpty()) {
      throw new Failure("--set " + name + ": has no scenario");
    }
    this.asked = id == null ? all.get(0) : require(id, "--scenario");
  }

  String name() {
    return name;
  }

  int size() {
    return scenarios.size();
  }

  /** The scenario of answers that name none. */
  SurveyScenario asked() {
    return asked;
  }

  /**
   * The scenario of this id.
   *
   * @param where the id stands
   * @throws Failure if there is none
   */
  SurveyScenario require(String id, String where) {
    SurveyScenario found = scenarios.get(id);
    if (found == null) {
      String first = scenarios.keySet().iterator().next();
      throw new Failure(
          "%s %s: not in the set %s; it has %,d scenarios, the first is %s"
              .formatted(where, id, name, scenarios.size(), first));
    }
    return found;
  }

  ScenarioMatcher matcher(SurveyScenario scenario) {
    return matchers.computeIfAbsent(
        scenario.getScenarioId(),
        id -> matcher.scenario(scenario.getAction1(), scenario.getAction2()));
  }
}
