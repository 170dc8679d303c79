// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.models.survey.RuleLabel;
import dev.sluice.schemas.RuleViolation;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Violation;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.NamedColumns;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV file of scenarios in the form of the authors' public repository: columns scenario_id,
 * context, action1, action2, and for every rule a1_RULE and a2_RULE with Yes, No or No Agreement.
 */
final class ScenarioCsv {
  private static final String FIRST = "a1_";
  private static final String SECOND = "a2_";

  private final CsvFile file;
  private final NamedColumns columns;
  private final List<String> rules;
  private final String set;
  private final Integer samplesPerForm;

  private ScenarioCsv(CsvFile file, String set, Integer samplesPerForm) {
    this.file = file;
    this.set = set;
    this.samplesPerForm = samplesPerForm;
    columns = new NamedColumns(file);
    rules =
        file.header().stream()
            .filter(name -> name.startsWith(FIRST))
            .map(name -> name.substring(FIRST.length()))
            .toList();
    rules.forEach(rule -> columns.require(SECOND + rule));
  }

  /**
   * Reads the scenarios of a file by their ids, in the order of the file.
   *
   * @param samplesPerForm answers to expect to each form; null if nobody knows
   * @throws Failure naming line and column if one is not in order
   */
  static Map<String, SurveyScenario> read(Path path, String set, Integer samplesPerForm) {
    CsvFile file = CsvFile.of(path, ',');
    ScenarioCsv csv = new ScenarioCsv(file, set, samplesPerForm);
    Map<String, SurveyScenario> scenarios = new LinkedHashMap<>();
    file.forEachRow(
        row -> {
          SurveyScenario scenario = csv.scenario(row);
          if (scenarios.put(scenario.getScenarioId(), scenario) != null) {
            throw file.failure(row.line(), "scenario_id", "a second " + scenario.getScenarioId());
          }
        });
    return scenarios;
  }

  private SurveyScenario scenario(CsvFile.Row row) {
    String context = columns.optional(row, "context");
    return SurveyScenario.newBuilder()
        .setScenarioId(columns.text(row, "scenario_id"))
        .setSet(set)
        .setContext(context == null ? "" : context)
        .setAction1(columns.text(row, "action1"))
        .setAction2(columns.text(row, "action2"))
        .setRules(rules(row))
        .setSamplesPerForm(samplesPerForm)
        .build();
  }

  private Map<String, RuleViolation> rules(CsvFile.Row row) {
    Map<String, RuleViolation> violations = new LinkedHashMap<>();
    for (String rule : rules) {
      violations.put(
          rule, new RuleViolation(violation(row, FIRST + rule), violation(row, SECOND + rule)));
    }
    return violations;
  }

  private Violation violation(CsvFile.Row row, String column) {
    try {
      return Violation.valueOf(RuleLabel.parse(columns.text(row, column)).name());
    } catch (IllegalArgumentException e) {
      throw file.failure(row.line(), column, e.getMessage());
    }
  }
}
