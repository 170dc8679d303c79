// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.models.survey.matching.AnswerMatcher;
import dev.sluice.models.survey.matching.ScenarioMatcher;
import java.util.LinkedHashMap;
import java.util.Map;

/** The matchers of the scenarios answered lately, which may take some 60 KB each. */
final class Matchers {

  /** More than the paper has, whose files go through all scenarios in one form, then the next. */
  private static final int MOST = 2_048;

  private final AnswerMatcher matcher;
  private final Map<String, ScenarioMatcher> lately =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ScenarioMatcher> eldest) {
          return size() > MOST;
        }
      };

  Matchers(MatcherSettings settings) {
    matcher = new AnswerMatcher(settings.templates(), settings.mode());
  }

  ScenarioMatcher of(Scenario scenario) {
    return lately.computeIfAbsent(
        scenario.scenarioId(), id -> matcher.scenario(scenario.action1(), scenario.action2()));
  }

  /** Forgets a scenario, which may come back with other actions. */
  void forget(String scenarioId) {
    lately.remove(scenarioId);
  }
}
