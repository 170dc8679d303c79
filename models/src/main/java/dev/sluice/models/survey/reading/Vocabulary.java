// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import java.util.EnumMap;
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
}
