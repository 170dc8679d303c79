// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.reading.Match;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Maps answers to one scenario, see {@link AnswerMatcher}. Not safe for use by several threads. */
public final class ScenarioMatcher {
  private final Map<QuestionForm, AnswerTable> common;
  private final Map<QuestionForm, FormTables> tables = new EnumMap<>(QuestionForm.class);
  private final Function<QuestionForm, AnswerTable> ownTables;
  private final FormRules rules;

  ScenarioMatcher(
      Map<QuestionForm, AnswerTable> common,
      Function<QuestionForm, AnswerTable> ownTables,
      FormRules rules) {
    this.common = common;
    this.ownTables = ownTables;
    this.rules = rules;
  }

  /**
   * The label of an answer.
   *
   * @param form that was asked
   * @param answer free text; null is the empty answer
   */
  public Label match(QuestionForm form, String answer) {
    return explain(form, answer).label();
  }

  /**
   * The label of an answer, the rule that decided, and the words it went by.
   *
   * @param form that was asked
   * @param answer free text; null is the empty answer
   */
  public Match explain(QuestionForm form, String answer) {
    FormTables prepared = tables.get(form);
    if (prepared == null) {
      prepared = new FormTables(common.get(form), ownTables.apply(form));
      tables.put(form, prepared);
    }
    return rules.match(form, answer == null ? "" : answer, prepared);
  }
}
