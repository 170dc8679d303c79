// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import dev.sluice.models.survey.reading.AnswerReader;
import dev.sluice.models.survey.reading.Match;

/**
 * Rules that rather lose an answer than count an action that was not chosen. What carries the
 * answer is taken away and spellings are made equal; then it is a template, word for word or by its
 * stems, or its sentences are read and must come to one choice.
 */
record StrictRules(AnswerReader reader) implements FormRules {

  @Override
  public Match match(QuestionForm form, String answer, FormTables tables) {
    String text = AnswerReader.canonical(answer);
    String key = text.replace("\"", "").strip();
    if (key.isEmpty()) {
      String rule = answer.isBlank() ? "no words" : "nothing but reasoning or markup";
      return new Match(Label.INVALID, rule, "");
    }
    Label exact = tables.exact(key);
    if (exact != null) {
      return new Match(exact, WORD_FOR_WORD, key);
    }
    Match stemmed = key.length() > 2 * tables.longest() ? null : byStems(form, key, tables);
    return stemmed == null ? reader.read(form, text) : stemmed;
  }

  private static Match byStems(QuestionForm form, String key, FormTables tables) {
    String stems = tables.stems(key);
    if (stems == null) {
      return null;
    }
    Label label = tables.stemmed(stems);
    if (label == null && form.type() == QuestionType.REPEAT) {
      label = tables.stemmed("i " + stems);
    }
    return label == null ? null : new Match(label, BY_STEMS, key);
  }
}
