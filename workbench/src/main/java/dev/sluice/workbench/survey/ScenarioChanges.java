// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.jobs.survey.scenario.Scenario;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.workbench.command.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Refuses declarations of scenarios that are live with other texts: their answers would be taken
 * for answers to what nobody was asked.
 *
 * @param source where the declarations come from, named in errors
 * @param declared the live scenarios by id
 * @param live what the job makes of them
 */
record ScenarioChanges(
    String source, Map<String, SurveyScenario> declared, Map<String, Scenario> live) {

  /** Longer texts are cut in errors. */
  private static final int LONGEST = 60;

  /** So many ids are listed in errors. */
  private static final int MOST = 10;

  /**
   * Looks at all declarations.
   *
   * @throws Failure naming the first scenario that the job would refuse, or the first that differs
   *     and what does
   */
  void require(Collection<SurveyScenario> scenarios) {
    List<String> others = new ArrayList<>();
    String first = null;
    for (SurveyScenario scenario : scenarios) {
      String id = scenario.getScenarioId();
      Decoded<Scenario> checked = Scenario.of(scenario, System.currentTimeMillis());
      if (checked.record() == null) {
        throw new Failure(
            "%s: scenario %s: %s: %s"
                .formatted(source, id, checked.reason().code(), checked.message()));
      }
      Scenario now = live.get(id);
      String tooLong = now == null ? Scenario.lengthFault(scenario) : null;
      if (tooLong != null) {
        throw new Failure("%s: %s".formatted(source, tooLong));
      }
      List<String> fields = now == null ? List.of() : checked.record().differences(now);
      if (!fields.isEmpty()) {
        others.add(id);
        first = first == null ? difference(scenario, declared.get(id), fields.get(0)) : first;
      }
    }
    if (first != null) {
      throw new Failure(
          "%s: scenario %s is declared with %s%s; end %s first: declare-survey --end %s"
              .formatted(
                  source,
                  others.get(0),
                  first,
                  others.size() == 1 ? "" : ", and " + (others.size() - 1) + " more with others",
                  others.size() == 1 ? "it" : "them",
                  ids(others)));
    }
  }

  private static String difference(SurveyScenario given, SurveyScenario known, String field) {
    return "another %s, '%s', not '%s'".formatted(field, text(known, field), text(given, field));
  }

  private static String text(SurveyScenario scenario, String field) {
    String text = String.valueOf(scenario.get(scenario.getSchema().getField(field).pos()));
    return text.length() <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…";
  }

  private static String ids(List<String> ids) {
    return ids.size() <= MOST
        ? String.join(",", ids)
        : String.join(",", ids.subList(0, MOST)) + ",…";
  }
}
