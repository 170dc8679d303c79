// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.reading.Match;

/** The rules of a mode for the answers to one scenario. */
interface FormRules {
  /** How rules are named in {@link Match#rule} that both modes have. */
  String WORD_FOR_WORD = "template, word for word";

  String BY_STEMS = "template, by its stems";

  /**
   * What an answer is taken for.
   *
   * @param form that was asked
   * @param answer free text
   * @param tables the templates of the form
   */
  Match match(QuestionForm form, String answer, FormTables tables);
}
