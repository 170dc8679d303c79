// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.QuestionForm;
import java.util.List;

/** Reads what answers say of the two options of a scenario. Not safe for use by several threads. */
public final class AnswerReader {
  private final Vocabulary vocabulary;
  private final String action1;
  private final String action2;
  private Phrases refusals;
  private List<String> options;
  private OptionTexts texts;

  /** A reader of the answers to one scenario. */
  public AnswerReader(Vocabulary vocabulary, String action1, String action2) {
    this.vocabulary = vocabulary;
    this.action1 = action1;
    this.action2 = action2;
  }

  /** An answer without what carries it, its spelling made canonical. */
  public static String canonical(String answer) {
    String plain = CanonicalText.plain(answer);
    return plain == null ? CanonicalText.of(Transport.strip(answer)) : plain;
  }

  /** What texts are compared by: the canonical spelling, trimmed, without double quotes. */
  public static String key(String text) {
    return CanonicalText.key(text);
  }

  /**
   * What an answer says.
   *
   * @param form that was asked
   * @param answer in canonical form
   */
  public Match read(QuestionForm form, String answer) {
    prepare();
    Tokens tokens = Tokens.of(answer);
    Mentions mentions = new Mentions(tokens, vocabulary.words(form), texts);
    Refusals refusing = new Refusals(tokens, mentions, refusals, options);
    return Decision.of(tokens, new Statements(tokens, mentions, refusing).read());
  }

  /** Most answers are templates and need none of this. */
  private void prepare() {
    if (texts == null) {
      refusals = vocabulary.refusalsBeside(action1, action2);
      options = List.of(spaced(action1), spaced(action2));
      texts = new OptionTexts(action1, action2);
    }
  }

  /** The words of an option with one space between them. */
  private static String spaced(String action) {
    Tokens tokens = Tokens.of(CanonicalText.of(action));
    StringBuilder spaced = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      spaced.append(tokens.isWord(i) ? tokens.word(i) : "").append(' ');
    }
    return spaced.toString().replaceAll(" +", " ");
  }
}
