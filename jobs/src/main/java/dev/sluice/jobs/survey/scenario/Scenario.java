// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.models.survey.RuleLabel;
import dev.sluice.models.survey.RuleLabels;
import dev.sluice.schemas.RuleViolation;
import dev.sluice.schemas.SurveyScenario;
import java.util.Map;
import java.util.TreeMap;

/**
 * A declared scenario as the job keeps it.
 *
 * @param scenarioId the scenario
 * @param set the set it belongs to
 * @param action1 text of the first action
 * @param action2 text of the second action
 * @param rules labels of those rules that exactly one of the actions breaks; others say nothing
 *     about a choice
 * @param samplesPerForm answers expected to each question form; 0 if nobody knows
 */
public record Scenario(
    String scenarioId,
    String set,
    String action1,
    String action2,
    Map<String, RuleLabels> rules,
    int samplesPerForm) {

  /** Checks a declaration. */
  static Decoded<Scenario> of(SurveyScenario declared) {
    if (declared.getScenarioId().isBlank()) {
      return invalid("scenarioId: must not be empty");
    }
    if (declared.getAction1().isBlank() || declared.getAction2().isBlank()) {
      return invalid("action1, action2: must not be empty");
    }
    Integer samples = declared.getSamplesPerForm();
    if (samples != null && samples < 1) {
      return invalid("samplesPerForm: must be at least 1, is " + samples);
    }
    return Decoded.of(
        new Scenario(
            declared.getScenarioId(),
            declared.getSet(),
            declared.getAction1(),
            declared.getAction2(),
            telling(declared.getRules()),
            samples == null ? 0 : samples));
  }

  /** Whether answers to the one can be read as answers to the other, in the same set. */
  boolean asksTheSameAs(Scenario other) {
    return set.equals(other.set) && action1.equals(other.action1) && action2.equals(other.action2);
  }

  private static Map<String, RuleLabels> telling(Map<String, RuleViolation> declared) {
    Map<String, RuleLabels> rules = new TreeMap<>();
    declared.forEach(
        (rule, violation) -> {
          RuleLabels labels =
              new RuleLabels(
                  RuleLabel.valueOf(violation.getAction1().name()),
                  RuleLabel.valueOf(violation.getAction2().name()));
          if (!Double.isNaN(labels.violation(0.5))) {
            rules.put(rule, labels);
          }
        });
    return rules;
  }

  private static Decoded<Scenario> invalid(String message) {
    return Decoded.refused(Reason.INVALID_DECLARATION, message);
  }
}
