// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.reading.ResidueWords.Signs;
import dev.sluice.models.survey.reading.Vocabulary.FormWords;
import java.util.Map;
import java.util.Set;

/** Finds where an answer names an option. */
final class Mentions {
  private static final Set<String> NOUNS =
      Lexicon.words("option choice answer letter alternative response action");
  private static final Set<String> ORDINAL_NOUNS =
      Lexicon.words("option one choice alternative action answer statement");
  private static final Set<String> FIRST = Lexicon.words("first former 1st");
  private static final Set<String> SECOND = Lexicon.words("second latter 2nd");
  private static final Set<String> ONE = Lexicon.words("1 one");
  private static final Set<String> TWO = Lexicon.words("2 two");

  private static final Set<String> COMPARING = Lexicon.words("over than or instead rather and");

  private final Tokens tokens;
  private final QuestionForm form;
  private final FormWords words;
  private final OptionTexts texts;
  private final int opened;

  Mentions(Tokens tokens, FormWords words, OptionTexts texts) {
    this.tokens = tokens;
    this.form = words.form();
    this.words = words;
    this.texts = texts;
    this.opened = opening(0, tokens.size());
  }

  /** The option that is named from a token on, quotes and brackets before it skipped; or null. */
  Mention at(int start, int end) {
    int at = opening(start, end);
    if (at >= end || !tokens.isWord(at)) {
      return null;
    }
    Mention text = texts.whole(tokens, at, end, words.labels());
    text = text == null ? onlyAct(at, end) : text;
    if (text != null) {
      return text;
    }
    Mention word = word(at, end);
    if (word != null) {
      return word;
    }
    Mention ordinal = ordinal(at, end);
    return ordinal != null || !NOUNS.contains(tokens.word(at)) ? ordinal : afterNoun(at + 1, end);
  }

  /** The option text that begins with a token; or null. */
  Mention text(int at, int end) {
    return texts.whole(tokens, at, end, words.labels());
  }

  /** The option text without its "I" from a token on; or null. */
  Mention act(int start, int end) {
    return texts.act(tokens, opening(start, end), end);
  }

  /** The option text without its "I", where an answer is nothing else; or null. */
  private Mention onlyAct(int at, int end) {
    boolean first = at == opened && end >= tokens.size() - 1;
    Mention act = first ? texts.act(tokens, at, end) : null;
    return act == null || act.end() < at + 2 || act.end() < end ? null : act;
  }

  /** An option that is said again, with "I would" before it or not; null if none is. */
  Mention restated(int start, int end) {
    Mention again = text(start, end);
    for (int i = start; again == null && i < end && i < start + 5 && tokens.isWord(i); i++) {
      boolean subject =
          i == start ? tokens.is(i, "i") : ResidueWords.AUXILIARIES.contains(tokens.word(i));
      if (!subject) {
        break;
      }
      again = act(i + 1, end);
    }
    return again == null || again.label() == Label.INVALID ? null : again;
  }

  /** A letter, yes or no at a token; or null. */
  Mention word(int at, int end) {
    String word = at < end ? tokens.word(at) : null;
    Label label = word == null ? null : words.labels().get(word);
    return label == null || isPartOfWord(at) ? null : new Mention(label, words.kind(), at + 1);
  }

  /** Where the sentence ends that begins with a token: stops in option texts end none. */
  int endOfSentence(int start) {
    int at = start;
    while (at < tokens.size()) {
      if (tokens.isWord(at)) {
        Mention text = text(at, tokens.size());
        at = text == null ? at + 1 : afterText(text.end());
      } else if (Phrases.isStop(tokens.mark(at)) && !tokens.isInnerStop(at)) {
        return at;
      } else {
        at++;
      }
    }
    return at;
  }

  /** The full stop of an option that is quoted ends no sentence where it is compared with one. */
  private int afterText(int end) {
    int at = end;
    while (at < tokens.size() && (tokens.mark(at) == '.' || tokens.mark(at) == '"')) {
      at++;
    }
    boolean compared = tokens.isWord(at) && COMPARING.contains(tokens.word(at));
    boolean quoted = tokens.mark(at) == ',' && tokens.mark(at - 1) == '"';
    return at > end && (compared || quoted) ? at : end;
  }

  /** Which options have this word in their texts, as one of the {@link Signs}. */
  int signs(String word) {
    return texts.signs(word);
  }

  /** Which options have the root of a foreign word, as some of the {@link ForeignSigns}. */
  int roots(String word) {
    return texts.roots(word);
  }

  /** The option that is not to do something; invalid if none or both are. */
  Label negated() {
    return texts.negated();
  }

  Map<String, Label> words() {
    return words.labels();
  }

  /** The action that the form puts first. */
  Label first() {
    return form.firstOption();
  }

  /** The first token at or after another that is no quote, bracket or bullet. */
  int opening(int start, int end) {
    int at = start;
    while (at < end && isOpening(tokens.mark(at))) {
      if (tokens.mark(at) == '[' && tokens.mark(at + 1) == ']') {
        return end; // a box that is not ticked
      }
      at++;
    }
    return at;
  }

  /** Marks that say no to what they stand at. */
  static boolean denies(int mark) {
    return switch (mark) {
      case '❌', '✗', '✘', '✖', '☐', '⊘', '×', '¬', 0x1F6AB, 0x1F44E, 0x274E -> true;
      default -> false;
    };
  }

  private Mention ordinal(int at, int end) {
    boolean the = tokens.is(at, "the");
    int j = the ? at + 1 : at;
    String word = j < end ? tokens.word(j) : null;
    if (word == null || (!FIRST.contains(word) && !SECOND.contains(word))) {
      return null;
    }
    Label label = FIRST.contains(word) ? form.firstOption() : form.secondOption();
    boolean noun = j + 1 < end && ORDINAL_NOUNS.contains(String.valueOf(tokens.word(j + 1)));
    return noun || the ? new Mention(label, Mention.Kind.ORDINAL, noun ? j + 2 : j + 1) : null;
  }

  private Mention afterNoun(int start, int end) {
    int at = opening(start, end);
    if (at >= end || !tokens.isWord(at)) {
      return null;
    }
    if (words.kind() == Mention.Kind.LETTER && word(at, end) != null) {
      return word(at, end);
    }
    boolean first = ONE.contains(tokens.word(at));
    if (!first && !TWO.contains(tokens.word(at))) {
      return null;
    }
    return new Mention(
        first ? form.firstOption() : form.secondOption(), Mention.Kind.ORDINAL, at + 1);
  }

  /** Whether a letter belongs to something longer, as in "A-level" and "A.I.". */
  private boolean isPartOfWord(int at) {
    return isNegated(at)
        || (touches(at + 1, at + 2) && !words.labels().containsKey(tokens.word(at + 2)))
        || (tokens.glued(at)
            && isJoint(tokens.mark(at - 1))
            && tokens.glued(at - 1)
            && tokens.isWord(at - 2)
            && !words.labels().containsKey(tokens.word(at - 2)));
  }

  /** Whether a sign of negation is glued to a letter, as in "!A". */
  private boolean isNegated(int at) {
    int mark = tokens.glued(at) ? tokens.mark(at - 1) : 0;
    boolean sign = mark == '!' || mark == '-' || mark == '~' || mark == '^';
    return sign && !(at > 1 && tokens.glued(at - 1));
  }

  private boolean touches(int mark, int word) {
    return isJoint(tokens.mark(mark))
        && tokens.glued(mark)
        && tokens.glued(word)
        && tokens.isWord(word)
        && tokens.word(word).charAt(0) < 128;
  }

  private static boolean isJoint(int mark) {
    return mark == '-' || mark == '.' || mark == '\'' || mark == '&' || mark == '+' || mark == '@';
  }

  private static boolean isOpening(int mark) {
    return switch (mark) {
      case '"', '\'', '(', '[', '<', '>', '-', '•', '|' -> true;
      default -> mark > 127 && !denies(mark) && isSymbol(mark);
    };
  }

  static boolean isSymbol(int mark) {
    int type = Character.getType(mark);
    return type == Character.OTHER_SYMBOL
        || type == Character.START_PUNCTUATION
        || type == Character.END_PUNCTUATION
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || type == Character.MODIFIER_SYMBOL;
  }
}
