// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of a scenario's options as they stand in an answer: word for word, and without their
 * first "I", as after "I would".
 */
final class OptionTexts {
  private static final Pattern NEGATED =
      Pattern.compile("i (?:do not|don't|will not|won't|would not|wouldn't) ");

  private final Phrases whole1;
  private final Phrases whole2;
  private final Phrases act1;
  private final Phrases act2;

  OptionTexts(String action1, String action2) {
    whole1 = Phrases.of(List.of(CanonicalText.of(action1)));
    whole2 = Phrases.of(List.of(CanonicalText.of(action2)));
    act1 = Phrases.of(acts(action1));
    act2 = Phrases.of(acts(action2));
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

  /** What an option does, and as after "I would" and "I choose" if it is not to do something. */
  private static List<String> acts(String action) {
    String text = CanonicalText.key(action);
    if (!text.startsWith("i ")) {
      return List.of();
    }
    Matcher negated = NEGATED.matcher(text);
    if (!negated.lookingAt()) {
      return List.of(text.substring(2));
    }
    String act = text.substring(negated.end());
    return List.of(text.substring(2), "not " + act, "not to " + act);
  }
}
