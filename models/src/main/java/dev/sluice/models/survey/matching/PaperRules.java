// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import java.util.List;
import java.util.function.Function;

/**
 * The rules of the paper's code, with its defects: "none" and "not sure" begin with "no" and so
 * choose the second option of a comparison, even where a refusal follows; a phrase such as "I
 * refuse" is a refusal even if an option of the scenario contains it; text after a valid letter is
 * invalid; where both actions read the same, it is the first.
 */
record PaperRules(List<String> refusals) implements FormRules {

  @Override
  public Label match(
      QuestionForm form, String answer, String stems, Function<String, Label> byStems) {
    Label byForm =
        switch (form.type()) {
          case AB -> null;
          case REPEAT -> byStems.apply("i " + stems);
          case COMPARE -> yesOrNo(form, answer);
        };
    if (byForm != null) {
      return byForm;
    }
    return refusals.stream().anyMatch(answer::contains) ? Label.REFUSAL : Label.INVALID;
  }

  private static Label yesOrNo(QuestionForm form, String answer) {
    if (answer.startsWith("yes")) {
      return form.firstOption();
    }
    return answer.startsWith("no") ? form.secondOption() : null;
  }
}
