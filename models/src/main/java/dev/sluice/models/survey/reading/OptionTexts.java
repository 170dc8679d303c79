// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import java.util.List;
import java.util.Map;

/**
 * The texts of a scenario's options as they stand in an answer: word for word, and without their
 * first "I", as after "I would".
 */
final class OptionTexts {
  private final Phrases whole1;
  private final Phrases whole2;
  private final Phrases act1;
  private final Phrases act2;

  OptionTexts(String action1, String action2) {
    whole1 = Phrases.of(List.of(CanonicalText.of(action1)));
    whole2 = Phrases.of(List.of(CanonicalText.of(action2)));
    act1 = Phrases.of(List.of(act(action1)));
    act2 = Phrases.of(List.of(act(action2)));
  }

  /** The longest option text that begins with a token; null if none does. */
  Mention whole(Tokens tokens, int start, int end, Map<String, Label> words) {
    Mention mention = longest(whole1.end(tokens, start, end), whole2.end(tokens, start, end));
    if (mention != null && mention.end() == start + 1) {
      Label word = words.get(tokens.word(start));
      if (word != null && word != mention.label()) {
        return new Mention(Label.INVALID, Mention.Kind.TEXT, mention.end());
      }
    }
    return mention;
  }

  /** The longest option text without its "I" that begins with a token; null if none does. */
  Mention act(Tokens tokens, int start, int end) {
    return longest(act1.end(tokens, start, end), act2.end(tokens, start, end));
  }

  private static Mention longest(int end1, int end2) {
    if (end1 < 0 && end2 < 0) {
      return null;
    }
    Label label = end1 == end2 ? Label.INVALID : end1 > end2 ? Label.ACTION1 : Label.ACTION2;
    return new Mention(label, Mention.Kind.TEXT, Math.max(end1, end2));
  }

  private static String act(String action) {
    String text = CanonicalText.key(action);
    return text.startsWith("i ") ? text.substring(2) : "";
  }
}
