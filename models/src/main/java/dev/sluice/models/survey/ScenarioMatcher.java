// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.Map;

/** Maps answers to one scenario, see {@link AnswerMatcher}. Not safe for use by several threads. */
public final class ScenarioMatcher {
  private final Map<QuestionForm, AnswerTable> common;
  private final Map<QuestionForm, AnswerTable> own;
  private final FormRules rules;

  ScenarioMatcher(
      Map<QuestionForm, AnswerTable> common, Map<QuestionForm, AnswerTable> own, FormRules rules) {
    this.common = common;
    this.own = own;
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
    AnswerTable specific = own.get(form);
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
    return shared.resolve(shared.stemmed(stems), own.get(form).stemmed(stems));
  }
}
