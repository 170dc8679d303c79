// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.reading.Match;
import java.util.List;

/**
 * The rules of the paper's code, with its defects: "none" and "not sure" begin with "no" and so
 * choose the second option of a comparison, even where a refusal follows; a phrase such as "I
 * refuse" is a refusal even if an option of the scenario contains it; text after a valid letter is
 * invalid; where both actions read the same, it is the first.
 */
record PaperRules(List<String> refusals) implements FormRules {

  @Override
  public Match match(QuestionForm form, String answer, FormTables tables) {
    String text = AnswerText.normalise(answer);
    Label exact = tables.exact(text);
    if (exact != null) {
      return new Match(exact, WORD_FOR_WORD, text);
    }
    String stems = Stems.of(text);
    Label stemmed = tables.stemmed(stems);
    if (stemmed != null) {
      return new Match(stemmed, BY_STEMS, text);
    }
    Match byForm =
        switch (form.type()) {
          case AB -> null;
          case REPEAT -> withoutSubject(text, tables.stemmed("i " + stems));
          case COMPARE -> yesOrNo(form, text);
        };
    return byForm == null ? refusal(text) : byForm;
  }

  private Match refusal(String text) {
    for (String phrase : refusals) {
      if (text.contains(phrase)) {
        return new Match(Label.REFUSAL, "a refusal phrase anywhere", phrase);
      }
    }
    return new Match(Label.INVALID, "no rule knows it", "");
  }

  private static Match withoutSubject(String text, Label label) {
    return label == null ? null : new Match(label, BY_STEMS + ", after \"I\"", text);
  }

  private static Match yesOrNo(QuestionForm form, String answer) {
    if (answer.startsWith("yes")) {
      return new Match(form.firstOption(), "begins with yes", "yes");
    }
    return answer.startsWith("no") ? new Match(form.secondOption(), "begins with no", "no") : null;
  }
}
