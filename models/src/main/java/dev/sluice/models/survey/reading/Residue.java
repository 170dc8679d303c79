// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.reading.ResidueWords.Signs;

/**
 * The words that are left beside an option which is named. They leave it chosen if there are none,
 * if they give a reason, if they say the option again, or if nothing in them could take it back: no
 * negation, no condition, no other speaker, no contrast, no past or unreal mood, no question, no
 * blame, and nothing of the other option. What is said against the other option is a reason.
 */
final class Residue {
  private static final int FEW = 5;

  /** No remark is read further, or a sentence of nothing but remarks would take for ever. */
  private static final int REACH = 80;

  private final Tokens tokens;
  private final Mentions mentions;
  private final Signs signs;
  private final Languages languages;

  Residue(Tokens tokens, Mentions mentions) {
    this.tokens = tokens;
    this.mentions = mentions;
    this.signs = new Signs(tokens, mentions);
    this.languages = new Languages(tokens, mentions);
  }

  Languages languages() {
    return languages;
  }

  /** Whether what a remark says leaves the option chosen that goes before it. */
  boolean leavesChosen(Mention mention, int start, int sentenceEnd) {
    int end = Math.min(sentenceEnd, start + REACH);
    boolean yesNo = mention.kind() == Mention.Kind.YES_NO;
    if (says(start, Signs.REASON) || Lexicon.REVISIONS.end(tokens, start, end) >= 0) {
      return true; // what follows a revision is read as a further statement
    }
    if (yesNo && (isOfOthers(start, end) || isAnotherAct(start, end))) {
      return false;
    }
    boolean conceding = tokens.is(start, "but");
    int first = conceding ? start + 1 : start;
    Mention again = mentions.restated(first, end);
    if (again != null && again.label() != mention.label()) {
      return true; // read as a further statement
    }
    int at = again == null ? afterDenied(first, end) : again.end();
    int found = 0;
    for (int i = at; i < end; i++) {
      int sign = signs.of(i, ~0);
      if ((sign & (Signs.REASON | Signs.CONCESSION)) != 0) {
        break;
      }
      int backed = (sign & Signs.BACKING) == 0 ? -1 : ResidueWords.BACKING.end(tokens, i, end);
      if (backed >= 0) {
        i = backed - 1;
        continue;
      }
      if ((sign & Signs.HEDGING) != 0 && ResidueWords.HEDGES.end(tokens, i, end) >= 0) {
        return false;
      }
      if ((sign & Signs.DENYING) != 0
          && tokens.is(i, "not")
          && tokens.is(i + 1, "my")
          && says(i + 2, Signs.SHARED)) {
        i += 2; // "it is not my wallet"
        continue;
      }
      found |= sign;
    }
    int ownWord = Signs.ofOption(mention.label());
    int otherWord = (Signs.OF_ACTION1 | Signs.OF_ACTION2) & ~ownWord;
    boolean own = again != null || (found & ownWord) != 0;
    boolean weighed = (found & Signs.WEIGHING) != 0;
    boolean alternative = tokens.isWord(at) && ResidueWords.ALTERNATIVES.contains(tokens.word(at));
    if (alternative || (found & otherWord) != 0) {
      return own || weighed;
    }
    if (yesNo
        && (found & Signs.SHARED) != 0
        && !own
        && !weighed
        && mention.label() == mentions.negated()) {
      return false; // "Yes, I assist" where yes is not to assist
    }
    boolean doubtful = (found & (Signs.DOUBTFUL | (conceding ? 0 : Signs.TURNING))) != 0;
    return (yesNo || !doubtful) && (own || isUnderstood(at, end, yesNo));
  }

  /** Where "not B" ends after the choice of A; the start if there is no such thing. */
  private int afterDenied(int start, int end) {
    Mention denied = tokens.is(start, "not") ? mentions.at(start + 1, end) : null;
    return denied != null && denied.label() != Label.INVALID ? denied.end() : start;
  }

  /** Whether words beside a choice agree with it, or are so many that they say something else. */
  private boolean isUnderstood(int start, int end, boolean yesNo) {
    int agreeing =
        Signs.AGREEING | Signs.REASON | (yesNo ? Signs.DENYING | Signs.POLITE : Signs.SHARED);
    int words = 0;
    for (int i = start; i < end; i++) {
      if (!tokens.isWord(i)) {
        continue;
      }
      words++;
      if (says(i, agreeing) || backs(i, end) || mentions.word(i, end) != null) {
        return true;
      }
    }
    boolean clause = tokens.isWord(start) && ResidueWords.SUBJECTS.contains(tokens.word(start));
    return words == 0 || (clause && words >= (yesNo ? 2 : 3));
  }

  /** Whether a sentence of a few words after a choice has nothing to do with it. */
  boolean isStray(Event choice, int start, int end) {
    String first = tokens.word(start);
    if (first == null) {
      return false;
    }
    Mention said = mentions.word(choice.from(), choice.to());
    boolean yesNo = said != null && said.kind() == Mention.Kind.YES_NO;
    Label chosen = choice.label();
    boolean foreign = !languages.isEnglish(start, end);
    if (yesNo && tokens.is(start + 1, "is") && ResidueWords.POINTING.contains(first)) {
      return new Asides(tokens).isHardQuestion(start + 2, end);
    }
    if (ResidueWords.BEING.contains(first) || first.endsWith("ing")) {
      return false;
    }
    int words = 0;
    for (int i = start; i < end; i++) {
      words += tokens.isWord(i) ? 1 : 0;
      if (says(i, Signs.ofOption(chosen))) {
        return false;
      }
    }
    if (foreign && yesNo && languages.isBesideThePoint(chosen, start, end)) {
      return true;
    }
    boolean no = yesNo && chosen != mentions.first();
    return words < FEW
        && !isUnderstood(start, end, false)
        && !(foreign && languages.agrees(chosen, no, start, end));
  }

  /** Whether words such as "without hesitation" begin here. */
  boolean backs(int start, int end) {
    return backing(start, end) >= 0;
  }

  private int backing(int start, int end) {
    return says(start, Signs.BACKING) ? ResidueWords.BACKING.end(tokens, start, end) : -1;
  }

  private boolean says(int at, int any) {
    return signs.has(at, any);
  }

  /** "I would help her": an act that is neither of the options in their words. */
  private boolean isAnotherAct(int start, int end) {
    int at = start + 1;
    if (!tokens.is(start, "i")) {
      return false;
    }
    while (at < end && tokens.isWord(at) && ResidueWords.AUXILIARIES.contains(tokens.word(at))) {
      at++;
    }
    for (int i = at; i < end; i++) {
      if (says(i, Signs.OF_ACTION1 | Signs.OF_ACTION2 | Signs.SHARED | Signs.DENYING)) {
        return false;
      }
    }
    return at < end
        && tokens.isWord(at)
        && !tokens.is(at - 1, "not")
        && !ResidueWords.HOLDING.contains(tokens.word(at));
  }

  /** "My brother would", "he might". */
  private boolean isOfOthers(int start, int end) {
    int last = start;
    while (last + 1 < end && tokens.isWord(last + 1)) {
      last++;
    }
    return last > start
        && last < start + 5
        && ResidueWords.MODALS.contains(tokens.word(last))
        && !tokens.is(last - 1, "i")
        && !tokens.is(last - 1, "we")
        && !tokens.is(last - 2, "i");
  }

  /** Whether a sentence after a choice takes it back. */
  boolean undoes(int start, int sentenceEnd) {
    int end = Math.min(sentenceEnd, start + REACH);
    if (languages.jokes(start, end)
        || ResidueWords.UNDOING.end(tokens, start, end) >= 0
        || ResidueWords.HEDGES.end(tokens, start, end) >= 0) {
      return true;
    }
    for (int i = start; i < end; i++) {
      if (ResidueWords.DROPPING.end(tokens, i, end) >= 0) {
        return true;
      }
    }
    if (!tokens.isWord(start) || !ResidueWords.POINTING.contains(tokens.word(start))) {
      return false;
    }
    int at = start + 1;
    boolean past = tokens.is(at, "was");
    while (at < end && tokens.isWord(at) && ResidueWords.BEING.contains(tokens.word(at))) {
      at++;
    }
    if (at == start + 1 || at >= end || !tokens.isWord(at)) {
      return false;
    }
    if (past && ResidueWords.PAST.contains(tokens.word(at))) {
      return true;
    }
    boolean what = tokens.is(at, "what");
    for (at = what ? at + 1 : at; at < end && tokens.isWord(at); at++) {
      if (ResidueWords.BLAMING.contains(tokens.word(at))) {
        return what || Following.isEndOfClause(tokens, at + 1, end);
      }
      if (!ResidueWords.DEGREES.contains(tokens.word(at))) {
        return false;
      }
    }
    return false;
  }
}
