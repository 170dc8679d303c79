// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.reading.Following.Verdict;
import dev.sluice.models.survey.reading.Mention.Kind;
import java.util.Set;

/** What is said of an option after a comma, colon or bracket. */
record Remark(Tokens tokens, Mentions mentions, Residue residue, Languages languages) {
  private static final Set<String> POINTING = Lexicon.words("it this that which");
  private static final Set<String> BEING = Lexicon.words("is would be seems feels sounds");
  private static final Set<String> DEGREES =
      Lexicon.words("very so much far clearly morally just simply the a totally quite always");
  private static final Set<String> THINGS =
      Lexicon.words("idea choice option answer one thing way question decision dilemma scenario");
  private static final Set<String> DENYING =
      Lexicon.words("not never reject avoid refuse oppose hate regret");
  private static final Set<String> MODALS = Lexicon.words("do would will could can should did am");
  private static final Set<String> CHOOSING =
      Lexicon.words("rather choose prefer pick select do that go like want");

  Verdict verdict(Mention mention, int start, int end) {
    int at = start;
    while (at < end && !tokens.isWord(at)) {
      if (Mentions.denies(tokens.mark(at))) {
        return Verdict.UNDECIDED;
      }
      at++;
    }
    if (at >= end) {
      return Verdict.CHOSEN;
    }
    String word = tokens.word(at);
    if (Character.isDigit(word.charAt(0))) {
      return Verdict.UNKNOWN;
    }
    Verdict foreign = inOtherLanguage(mention, at, end);
    if (foreign != null) {
      return foreign;
    }
    boolean doubted =
        joins(mention, at, end)
            || isConditional(at, end)
            || isDoubted(mention, at, end)
            || (mention.kind() == Kind.TEXT && Following.changesText(word))
            || isCondemned(mention, at, end)
            || (mention.kind() == Kind.YES_NO
                && (contradicts(at, end) || new Asides(tokens).isBesideThePoint(at, end)));
    if (doubted) {
      return Verdict.UNDECIDED;
    }
    boolean left = residue.leavesChosen(mention, at, end);
    return left ? Verdict.CHOSEN : Verdict.DOUBTFUL;
  }

  /** What a remark says that is not in English; null if it is. */
  private Verdict inOtherLanguage(Mention mention, int at, int end) {
    boolean english =
        languages.isEnglish(at, end)
            || Lexicon.SURELY.contains(tokens.word(at))
            || residue.backs(at, end)
            || Lexicon.isKnown(tokens, at, end)
            || mentions.at(at, end) != null
            || (tokens.is(mention.end() - 1, "no") && mentions.words().containsKey("yes"));
    if (english) {
      return null;
    }
    if (languages.isReason(at, end)) {
      return Verdict.CHOSEN;
    }
    if (mention.kind() != Kind.YES_NO) {
      return Verdict.UNDECIDED;
    }
    Label label = mention.label();
    String yesOrNo = tokens.word(mention.end() - 1);
    return languages.afterYesOrNo(yesOrNo, label == mentions.first(), label, at, end);
  }

  /** "A, or B"; "A, B". "A, not B" chooses. */
  private boolean joins(Mention mention, int at, int end) {
    boolean joined =
        tokens.is(at, "or")
            || tokens.is(at, "and")
            || tokens.is(at, "but")
            || tokens.is(at, "also");
    boolean not = tokens.is(at, "not");
    Mention next = mentions.at(joined || not ? at + 1 : at, end);
    if (next == null) {
      return false;
    }
    if (not) {
      return !next.isOther(mention.label());
    }
    int after = next.end();
    boolean named =
        Following.isEndOfClause(tokens, after, end)
            || (joined && next.kind() != Kind.YES_NO && !isArticle(next, after));
    return next.isOther(mention.label()) && named;
  }

  private boolean isArticle(Mention next, int after) {
    return next.kind() == Kind.LETTER && tokens.isWord(after);
  }

  private boolean isConditional(int at, int end) {
    String word = tokens.word(at);
    if (!Lexicon.CONDITIONS.contains(word)) {
      return Lexicon.isInverted(tokens, at);
    }
    int opener = word.equals("if") ? Lexicon.OPENERS.end(tokens, at, end) : -1;
    boolean only = word.equals("only") && Following.isEndOfClause(tokens, at + 1, end);
    return !only && (opener < 0 || !Following.isEndOfClause(tokens, opener, end));
  }

  private boolean isDoubted(Mention mention, int at, int end) {
    if (tokens.is(at, "but") && at + 1 < end && tokens.isWord(at + 1)) {
      return isDoubted(mention, at + 1, end) || isConditional(at + 1, end);
    }
    if (Lexicon.DEPENDING.end(tokens, at, end) >= 0) {
      return true;
    }
    boolean emphatic =
        mention.kind() == Kind.YES_NO && (tokens.is(at, "not") || tokens.is(at, "never"));
    int doubt = Lexicon.DOUBTS.end(tokens, at, end);
    if (doubt < 0
        || (emphatic && doubt == at + 1)
        || (tokens.is(at, "not") && notOther(mention, at, end))) {
      return false;
    }
    if (Following.isEndOfClause(tokens, doubt, end)) {
      return true;
    }
    Mention next = mentions.at(doubt, end);
    return next != null && Following.isEndOfClause(tokens, next.end(), end);
  }

  private boolean notOther(Mention mention, int at, int end) {
    Mention next = mentions.at(at + 1, end);
    return next != null && next.isOther(mention.label());
  }

  /** "A: bad idea", "A, which is wrong": nothing else follows. */
  private boolean isCondemned(Mention mention, int at, int end) {
    int i = at;
    boolean denied = tokens.is(at, "which") && isDeniedByMe(at + 1, end);
    if (mention.kind() != Kind.YES_NO && (denied || isNotSo(at, end))) {
      return true;
    }
    if (i < end && POINTING.contains(tokens.word(i))) {
      i++;
      while (i < end && tokens.isWord(i) && BEING.contains(tokens.word(i))) {
        i++;
      }
      if (i == at + 1) {
        return false;
      }
      if (mention.kind() == Kind.YES_NO) {
        return new Asides(tokens).isHardQuestion(i, end);
      }
    } else if (mention.kind() == Kind.YES_NO) {
      return false;
    }
    while (i < end && tokens.isWord(i) && DEGREES.contains(tokens.word(i))) {
      i++;
    }
    if (i >= end || !tokens.isWord(i) || !Lexicon.CONDEMNING.contains(tokens.word(i))) {
      return false;
    }
    i++;
    if (i < end && tokens.isWord(i) && THINGS.contains(tokens.word(i))) {
      i++;
    }
    return Following.isEndOfClause(tokens, i, end);
  }

  /** "A: not acceptable". */
  private boolean isNotSo(int at, int end) {
    int i = at + 1;
    while (i < end && tokens.isWord(i) && DEGREES.contains(tokens.word(i))) {
      i++;
    }
    return tokens.is(at, "not")
        && i < end
        && tokens.isWord(i)
        && mentions.at(i, end) == null
        && Following.isEndOfClause(tokens, i + 1, end);
  }

  /** "A, which I would never do". */
  private boolean isDeniedByMe(int start, int end) {
    for (int i = start + 1; tokens.is(start, "i") && i < end && i < start + 5; i++) {
      if (tokens.isWord(i) && DENYING.contains(tokens.word(i))) {
        return true;
      }
    }
    return false;
  }

  /** "Yes, I would not", "No, I do", "No, I would rather not". */
  private boolean contradicts(int at, int end) {
    if (!tokens.is(at, "i")
        || at + 1 >= end
        || !tokens.isWord(at + 1)
        || !MODALS.contains(tokens.word(at + 1))) {
      return tokens.is(at, "that") && new Asides(tokens).isHardQuestion(at + 1, end);
    }
    boolean yes = isYes(at);
    boolean not = tokens.is(at + 2, "not") || tokens.is(at + 2, "never");
    int after = at + (not ? 3 : 2);
    boolean open = Following.isEndOfClause(tokens, after, end);
    if (yes) {
      return not && (open || CHOOSING.contains(tokens.word(after)));
    }
    return !not && (open || (tokens.is(after, "rather") && tokens.is(after + 1, "not")));
  }

  private boolean isYes(int at) {
    Label first = null;
    for (int i = at - 1; i >= 0 && i >= at - 4; i--) {
      if (tokens.isWord(i)) {
        first = mentions.words().get(tokens.word(i));
        break;
      }
    }
    return first == mentions.first();
  }
}
