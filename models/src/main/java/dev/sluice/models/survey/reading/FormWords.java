// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The single words that are answers to a question form: its letters, its yes and no. They are those
 * templates that are one word, so other languages and alphabets have the words that their templates
 * say.
 *
 * @param form that was asked
 * @param labels of the words
 */
record FormWords(QuestionForm form, Map<String, Label> labels) {
  private static final Map<String, List<String>> SPOKEN =
      Map.of("yes", List.of("yeah", "yep", "yup"), "no", List.of("nope", "nah"));

  static FormWords of(QuestionForm form, List<String> first, List<String> second) {
    Map<String, Label> labels = new HashMap<>();
    put(labels, first, form.firstOption());
    put(labels, second, form.secondOption());
    return new FormWords(form, Map.copyOf(labels));
  }

  /** How these words name options. */
  Mention.Kind kind() {
    return form.type() == QuestionType.COMPARE ? Mention.Kind.YES_NO : Mention.Kind.LETTER;
  }

  private static void put(Map<String, Label> labels, List<String> texts, Label label) {
    for (String text : texts) {
      if (text.contains("{option")) {
        continue;
      }
      String word = onlyWord(Tokens.of(CanonicalText.of(text)));
      if (word != null) {
        put(labels, word, label);
        SPOKEN.getOrDefault(word, List.of()).forEach(each -> put(labels, each, label));
      }
    }
  }

  private static void put(Map<String, Label> labels, String word, Label label) {
    labels.merge(word, label, (one, other) -> one == other ? one : Label.INVALID);
  }

  private static String onlyWord(Tokens tokens) {
    String word = null;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isWord(i)) {
        if (word != null) {
          return null;
        }
        word = tokens.word(i);
      }
    }
    return word;
  }
}
