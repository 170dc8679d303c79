// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Maps answers to one scenario, see {@link AnswerMatcher}. Not safe for use by several threads. */
public final class ScenarioMatcher {
  private final Map<QuestionForm, AnswerTable> common;
  private final Map<QuestionForm, AnswerTable> own = new EnumMap<>(QuestionForm.class);
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
    String text = AnswerText.normalise(answer == null ? "" : answer);
    AnswerTable shared = common.get(form);
    AnswerTable specific = own.computeIfAbsent(form, ownTables);
    Label label = shared.resolve(shared.exact(text), specific.exact(text));
    if (label != null) {
      return label;
    }
    String stems = Stems.of(text);
    label = byStems(form, stems);
    return label != null
        ? label
        : rules.match(form, text, stems, candidate -> byStems(form, candidate));
  }

  private Label byStems(QuestionForm form, String stems) {
    AnswerTable shared = common.get(form);
    AnswerTable specific = own.computeIfAbsent(form, ownTables);
    return shared.resolve(shared.stemmed(stems), specific.stemmed(stems));
  }
}
