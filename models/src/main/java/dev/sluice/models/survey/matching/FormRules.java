// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import java.util.function.Function;

/** The rules for answers that equal no template. */
interface FormRules {

  /**
   * The label of an answer.
   *
   * @param form that was asked
   * @param answer normalised text
   * @param stems of the answer's words
   * @param byStems the action of the templates with given stems, null if there are none
   */
  Label match(QuestionForm form, String answer, String stems, Function<String, Label> byStems);
}
