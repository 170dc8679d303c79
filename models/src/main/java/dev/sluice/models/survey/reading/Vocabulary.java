// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words by which templates choose and refuse. Safe for use by several threads. */
public final class Vocabulary {
  private final Map<QuestionForm, FormWords> words = new EnumMap<>(QuestionForm.class);
  private final List<String> refusals;
  private final Phrases phrases;

  /**
   * The words of templates.
   *
   * @param optionA per wording, texts that choose the first option; those of one word are its
   *     letter, or yes
   * @param optionB per wording, texts that choose the second option
   * @param refusals phrases that refuse where a clause begins with them
   */
  public Vocabulary(
      Map<QuestionType, List<String>> optionA,
      Map<QuestionType, List<String>> optionB,
      List<String> refusals) {
    for (QuestionForm form : QuestionForm.values()) {
      words.put(form, FormWords.of(form, optionA.get(form.type()), optionB.get(form.type())));
    }
    this.refusals = refusals.stream().map(CanonicalText::of).toList();
    this.phrases = Phrases.of(this.refusals);
  }

  FormWords words(QuestionForm form) {
    return words.get(form);
  }

  /** The phrases that refuse beside these options: what an option says itself is no refusal. */
  Phrases refusalsBeside(String action1, String action2) {
    String options = CanonicalText.of(action1 + '\n' + action2);
    List<String> beside = refusals.stream().filter(each -> !options.contains(each)).toList();
    return beside.size() == refusals.size() ? phrases : Phrases.of(beside);
  }

  /**
   * The single words that are answers to a question form: its letters, its yes and no. They are
   * those templates that are one word, so other languages and alphabets have the words that their
   * templates say.
   *
   * @param form that was asked
   * @param labels of the words
   */
  record FormWords(QuestionForm form, Map<String, Label> labels) {
    private static final Map<String, List<String>> SPOKEN =
        Map.of(
            "yes", List.of("yeah", "yep", "yup"),
            "no", List.of("nope", "nah"),
            "是", List.of("是的"),
            "네", List.of("예"),
            "हाँ", List.of("हां"));

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
}
