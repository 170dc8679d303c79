// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.reading.Mention.Kind;
import java.util.Set;

/**
 * What follows an option in its sentence decides whether it is chosen. Only what is known to leave
 * the choice as it is does so; "A or B" and "A if" choose nothing, and neither does "A friend".
 */
final class Following {

  /** What the words after an option make of it. */
  enum Verdict {
    CHOSEN,
    /** Named, and doubted, denied or joined with the other option. */
    UNDECIDED,
    /** Named beside words that may take it back. */
    DOUBTFUL,
    /** Not known to be a choice. */
    UNKNOWN
  }

  private static final Set<String> ALTERNATIVES = Lexicon.words("or nor and vs versus plus");
  private static final Set<String> PRONOUNS =
      Lexicon.words("it i this that he she they we the my his her otherwise");
  private static final Set<String> TEXT_REASONS = Lexicon.words("because since due as");
  private static final Set<String> CHANGES =
      Lexicon.words(
          "or and but then after before without except while though although however unless if"
              + " yet only instead");
  private static final Set<String> YES_GOES_ON =
      Lexicon.words("i it we absolutely of to definitely sir certainly he she they this way");

  private final Tokens tokens;
  private final Mentions mentions;
  private final Predicates predicates;
  private final Residue residue;
  private final Remark remark;

  /** An option that is said again and again up to a token: looked at once, however long. */
  private int repeatedFrom = -1;

  private int repeatedTo = -1;
  private int repeatedIn;
  private Label repeated;

  Following(Tokens tokens, Mentions mentions, Residue residue) {
    this.tokens = tokens;
    this.mentions = mentions;
    this.predicates = new Predicates(tokens, mentions);
    this.residue = residue;
    this.remark = new Remark(tokens, mentions, residue, residue.languages());
  }

  /**
   * What follows an option.
   *
   * @param start the first token after it
   * @param end of the sentence
   * @param stated whether words such as "I choose" go before it
   */
  Verdict verdict(Mention mention, int start, int end, boolean stated) {
    if (mention.label() == Label.INVALID) {
      return Verdict.UNDECIDED;
    }
    int at = afterRepeats(mention.label(), start, end);
    if (at >= end) {
      return Verdict.CHOSEN;
    }
    if (tokens.isWord(at)) {
      boolean bracketed = mention.kind() == Kind.LETTER && isBracket(tokens.mark(at - 1));
      return bracketed && !Lexicon.CONJOINING.contains(tokens.word(at))
          ? remark.verdict(mention, at, end)
          : afterWord(mention, at, end, stated);
    }
    if (!isSeparator(tokens.mark(at))) {
      Mention next = mentions.at(nextWord(at, end), end);
      boolean denied = Mentions.denies(tokens.mark(at));
      return denied || (next != null && next.isOther(mention.label()))
          ? Verdict.UNDECIDED
          : Verdict.UNKNOWN;
    }
    return remark.verdict(mention, at, end);
  }

  /** The first token that neither closes nor says the option again. */
  private int afterRepeats(Label label, int start, int end) {
    boolean known = start >= repeatedFrom && start <= repeatedTo;
    if (known && end == repeatedIn && label == repeated) {
      return repeatedTo;
    }
    int at = closing(start, end);
    Mention again = mentions.word(at, end);
    while (again != null && !again.isOther(label)) {
      at = closing(again.end(), end);
      again = mentions.word(at, end);
    }
    repeatedFrom = start;
    repeatedTo = at;
    repeatedIn = end;
    repeated = label;
    return at;
  }

  /** The first token that no longer closes quotes and brackets. */
  int closing(int start, int end) {
    int at = start;
    while (at < end
        && (isClosing(tokens.mark(at))
            || (tokens.mark(at) == '.' && isClosing(tokens.mark(at + 1))))) {
      at++;
    }
    return at;
  }

  private Verdict afterWord(Mention mention, int at, int end, boolean stated) {
    String word = tokens.word(at);
    Verdict compared = comparison(mention, at, end, stated);
    if (compared != null) {
      return compared;
    }
    if (ALTERNATIVES.contains(word)) {
      Mention next = mentions.at(at + 1, end);
      if (next == null) {
        boolean goesOn = stated && word.equals("and") && mention.kind() == Kind.LETTER;
        return goesOn ? left(mention, at + 1, end) : Verdict.UNKNOWN;
      }
      return next.isOther(mention.label()) ? Verdict.UNDECIDED : Verdict.UNKNOWN;
    }
    boolean reason =
        mention.kind() == Kind.TEXT ? TEXT_REASONS.contains(word) : Lexicon.REASONS.contains(word);
    if (reason && (!word.equals("as") || isPronoun(at + 1))) {
      return left(mention, at, end);
    }
    if (residue.languages().isOwnReason(at, end)) {
      return Verdict.CHOSEN;
    }
    if (mention.kind() == Kind.YES_NO) {
      boolean goesOn =
          YES_GOES_ON.contains(word) && (!word.equals("way") || isEndOfClause(at + 1, end));
      return goesOn ? remark.verdict(mention, at, end) : Verdict.UNKNOWN;
    }
    if (mention.kind() == Kind.TEXT) {
      return predicates.praise(at, end) ? Verdict.CHOSEN : Verdict.UNKNOWN;
    }
    return afterLetter(at, end);
  }

  private Verdict afterLetter(int at, int end) {
    if ((Lexicon.SURELY.contains(tokens.word(at)) && isEndOfClause(at + 1, end))
        || predicates.praise(at, end)
        || (tokens.is(at, "it") && tokens.is(at + 1, "is") && isEndOfClause(at + 2, end))
        || (tokens.is(at, "in") && isPronoun(at + 1))
        || (tokens.is(at, "without") && tokens.is(at + 1, "a") && tokens.is(at + 2, "doubt"))
        || (tokens.is(at, "without") && tokens.is(at + 1, "hesitation"))) {
      return Verdict.CHOSEN;
    }
    int condition = tokens.is(at, "if") ? Lexicon.OPENERS.end(tokens, at, end) : -1;
    if (condition >= 0 && isEndOfClause(condition, end)) {
      return Verdict.CHOSEN;
    }
    boolean doubted =
        Lexicon.CONDITIONS.contains(tokens.word(at)) || Lexicon.DOUBTS.end(tokens, at, end) >= 0;
    return doubted ? Verdict.UNDECIDED : Verdict.UNKNOWN;
  }

  /** "A over B", "A, not B"; null if nothing is compared. */
  private Verdict comparison(Mention mention, int at, int end, boolean stated) {
    String word = tokens.word(at);
    int next = at + 1;
    switch (word) {
      case "over", "to", "above", "than" -> {}
      case "not" -> next = tokens.is(next, "to") ? next + 1 : next;
      case "rather" -> next = tokens.is(next, "than") ? next + 1 : -1;
      case "instead" -> next = tokens.is(next, "of") ? next + 1 : -1;
      default -> {
        return null;
      }
    }
    Mention other = next < 0 ? null : mentions.at(next, end);
    if (other == null && next >= 0 && stated) {
      other = mentions.act(next, end);
    }
    if (other != null) {
      boolean known =
          mention.kind() == Kind.YES_NO
              ? other.kind() == Kind.YES_NO
              : stated || mention.kind() != Kind.TEXT;
      return known && other.isOther(mention.label()) ? Verdict.CHOSEN : Verdict.UNDECIDED;
    }
    boolean vague = word.equals("than") || word.equals("not") || mention.kind() != Kind.LETTER;
    return vague ? Verdict.UNKNOWN : left(mention, at, end);
  }

  private Verdict left(Mention mention, int at, int end) {
    boolean left = residue.leavesChosen(mention, at, end);
    return left ? Verdict.CHOSEN : Verdict.DOUBTFUL;
  }

  private boolean isPronoun(int at) {
    return tokens.isWord(at) && PRONOUNS.contains(tokens.word(at));
  }

  private boolean isEndOfClause(int at, int end) {
    return isEndOfClause(tokens, at, end);
  }

  private int nextWord(int at, int end) {
    return nextWord(tokens, at, end);
  }

  static boolean isEndOfClause(Tokens tokens, int at, int end) {
    return at >= end || !tokens.isWord(at);
  }

  static int nextWord(Tokens tokens, int start, int end) {
    int at = start;
    while (at < end && !tokens.isWord(at)) {
      at++;
    }
    return at;
  }

  /** Whether a text that has been named goes on to be another one with this word. */
  static boolean changesText(String word) {
    return CHANGES.contains(word);
  }

  static boolean isSeparator(int mark) {
    return switch (mark) {
      case ',', ';', ':', '-', '(', '.', '!', '?', '"', '\'', ')', ']', '،', '؛', '…', '~' -> true;
      default ->
          mark > 127 && !Mentions.denies(mark) && (Phrases.isStop(mark) || Mentions.isSymbol(mark));
    };
  }

  private static boolean isBracket(int mark) {
    return mark == ')' || mark == ']';
  }

  private static boolean isClosing(int mark) {
    return switch (mark) {
      case '"', '\'', ')', ']' -> true;
      default -> false;
    };
  }
}
