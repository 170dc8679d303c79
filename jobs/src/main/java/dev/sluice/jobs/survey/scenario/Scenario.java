// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenName;
import dev.sluice.jobs.GivenTime;
import dev.sluice.models.survey.RuleLabel;
import dev.sluice.models.survey.RuleLabels;
import dev.sluice.schemas.RuleViolation;
import dev.sluice.schemas.SurveyScenario;
import java.util.ArrayList;
import java.util.List;
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
 * @param context hash of the situation's text, of which nothing else is needed here
 * @param answersFrom answers whose records have an earlier timestamp belong to a former life; null
 *     if all count
 */
public record Scenario(
    String scenarioId,
    String set,
    String action1,
    String action2,
    Map<String, RuleLabels> rules,
    int samplesPerForm,
    int context,
    Long answersFrom) {

  /**
   * Checks a declaration by itself; the message names the field.
   *
   * @param recordedAt timestamp of the declaration's record, milliseconds since 1970; negative if
   *     there is none
   */
  public static Decoded<Scenario> of(SurveyScenario declared, long recordedAt) {
    if (GivenName.isBlank(declared.getScenarioId())) {
      return invalid("scenarioId: must not be empty");
    }
    if (GivenName.isBlank(declared.getSet())) {
      return invalid("set: must not be empty");
    }
    if (GivenName.isBlank(declared.getAction1()) || GivenName.isBlank(declared.getAction2())) {
      return invalid("action1, action2: must not be empty");
    }
    Integer samples = declared.getSamplesPerForm();
    if (samples != null && samples < 1) {
      return invalid("samplesPerForm: must be at least 1, is " + samples);
    }
    Long from = declared.getAnswersFrom();
    if (from != null && from < 0) {
      return invalid("answersFrom: must be at least 0, is " + from);
    }
    String unit = from == null ? null : GivenTime.unitFault("answersFrom", from, recordedAt);
    if (unit != null) {
      return invalid(unit);
    }
    return Decoded.of(
        new Scenario(
            declared.getScenarioId(),
            declared.getSet(),
            declared.getAction1(),
            declared.getAction2(),
            telling(declared.getRules()),
            samples == null ? 0 : samples,
            declared.getContext().hashCode(),
            from));
  }

  /**
   * What is too long in the declaration of a scenario that is not live. One that is live was
   * declared before there was a limit, and may be declared again.
   *
   * @return for a person, after the name of the field; null if nothing is
   */
  public static String lengthFault(SurveyScenario declared) {
    String fault = GivenName.lengthFault("scenarioId", declared.getScenarioId());
    if (fault == null) {
      fault = GivenName.lengthFault("set", declared.getSet());
    }
    for (String rule : declared.getRules().keySet()) {
      fault = fault == null ? GivenName.lengthFault("rules: a name", rule) : fault;
    }
    return fault;
  }

  /** Names of the fields in which answers to the one cannot be read as answers to the other. */
  public List<String> differences(Scenario other) {
    List<String> fields = new ArrayList<>();
    note("set", set.equals(other.set), fields);
    note("context", context == other.context, fields);
    note("action1", action1.equals(other.action1), fields);
    note("action2", action2.equals(other.action2), fields);
    return fields;
  }

  private static void note(String field, boolean same, List<String> fields) {
    if (!same) {
      fields.add(field);
    }
  }

  /**
   * This declaration as the one that follows a live one: a revision that keeps what counts, or a
   * new life. A new life that does not say from when on answers count begins with its record.
   *
   * @param recordedAt timestamp of the declaration's record, milliseconds since 1970
   * @return the declaration, or why it is refused
   */
  public Decoded<Scenario> after(Scenario live, long recordedAt) {
    if (beginsAnew(live)) {
      return Decoded.of(this);
    }
    if (answersFrom != null && answersFrom < live.answersFrom) {
      return invalid(
          "answersFrom: %d is before that of the live scenario, %d"
              .formatted(answersFrom, live.answersFrom));
    }
    if (differences(live).isEmpty() || recordedAt < 0) {
      return Decoded.of(countingFrom(live.answersFrom));
    }
    long from = live.answersFrom == null ? recordedAt : Math.max(recordedAt, live.answersFrom);
    return Decoded.of(countingFrom(from));
  }

  /** Whether answers to the live scenario are answers to this. */
  boolean isRevisionOf(Scenario live) {
    return differences(live).isEmpty() && !beginsAnew(live);
  }

  private boolean beginsAnew(Scenario live) {
    return answersFrom != null && (live.answersFrom == null || live.answersFrom < answersFrom);
  }

  private Scenario countingFrom(Long from) {
    return new Scenario(scenarioId, set, action1, action2, rules, samplesPerForm, context, from);
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
