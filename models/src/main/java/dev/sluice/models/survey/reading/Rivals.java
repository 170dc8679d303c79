// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.reading.ChoiceReader.Choice;
import dev.sluice.models.survey.reading.Event.Kind;
import dev.sluice.models.survey.reading.Event.Standing;
import java.util.Set;

/** Notes where an answer denies, praises or adds an option inside a sentence. */
record Rivals(Tokens tokens, Mentions mentions, Statements statements) {
  private static final Set<String> NEGATIONS = Lexicon.words("not never");
  private static final Set<String> LINKS =
      Lexicon.words(
          "than over option choice answer not to of and or with for choose chose choosing pick"
              + " picking in by while because but like unlike from against if that though although"
              + " whereas as is select take prefer rejecting reject avoid both");

  /** Notes what is said of an option that is named at this token. */
  void note(int at, int end, boolean held) {
    deny(at, end);
    praise(at, end, held);
    rival(at, end);
  }

  /** Notes the other letter as an item of a list in the same line. */
  void otherItem(Choice choice, int lastWord) {
    for (int i = choice.to() + 1; i < lastWord; i++) {
      Mention other = mentions.word(i, lastWord + 1);
      int mark = tokens.mark(i + 1);
      boolean aside = tokens.mark(i - 1) == '(' && tokens.isWord(i - 2);
      boolean item = mark == '.' || mark == ')' || mark == ':' || mark == '=';
      boolean linked = tokens.isWord(i - 1) && LINKS.contains(tokens.word(i - 1));
      if (other != null && other.isOther(choice.label()) && item && !linked && !aside) {
        statements.add(Kind.UNDECIDED, Label.INVALID, Standing.BARE, i, i + 1);
        return;
      }
    }
  }

  /** "No. 1" is a number. */
  boolean isNumbered(Choice bare) {
    String next = tokens.word(bare.to() + 1);
    return bare.kind() == Mention.Kind.YES_NO
        && tokens.mark(bare.to()) == '.'
        && next != null
        && Character.isDigit(next.charAt(0));
  }

  private void deny(int at, int end) {
    if (!NEGATIONS.contains(tokens.word(at))) {
      return;
    }
    for (int i = at + 1; i < end && i < at + 6 && tokens.isWord(i); i++) {
      Mention mention = mentions.at(i, end);
      boolean article =
          mention != null
              && mention.kind() == Mention.Kind.LETTER
              && tokens.isWord(mention.end())
              && !Lexicon.REASONS.contains(tokens.word(mention.end()));
      if (mention != null && mention.label() != Label.INVALID && !article) {
        statements.add(Kind.DENIED, mention.label(), Standing.STATED, at, mention.end());
        return;
      }
      boolean next = i == at + 1 && !statements.isEmpty();
      Mention act = next ? mentions.act(i, end) : null;
      if (act != null && act.end() > i + 1 && mentions.act(at, end) == null) {
        statements.add(Kind.DENIED, act.label(), Standing.STATED, at, act.end());
        return;
      }
    }
  }

  private void praise(int at, int end, boolean held) {
    Mention mention =
        held || (tokens.isWord(at - 1) && isDenied(at)) ? null : mentions.word(at, end);
    if (mention != null
        && mention.kind() == Mention.Kind.LETTER
        && mention.label() != Label.INVALID
        && new Predicates(tokens, mentions).praise(mention.end(), end)) {
      statements.add(Kind.CHOICE, mention.label(), Standing.STATED, at, mention.end() + 2);
    }
  }

  /**
   * Notes an option after the choice of the other one: "Yes, but no", "A, or rather B", "B is fine
   * too".
   */
  private void rival(int at, int end) {
    Mention mention = mentions.word(at, end);
    if (mention == null || mention.label() == Label.INVALID) {
      return;
    }
    boolean ends = Following.isEndOfClause(tokens, mention.end(), end);
    boolean yesNo = mention.kind() == Mention.Kind.YES_NO;
    boolean late = isAfterFewWords(at) || (yesNo && statements.hasChosen());
    if ((ends && late) || (!yesNo && new Predicates(tokens, mentions).rival(mention.end(), end))) {
      statements.add(Kind.RIVALLED, mention.label(), Standing.STATED, at, mention.end());
    }
  }

  /** Whether no more than two words that say nothing known lead from a mark to a token. */
  private boolean isAfterFewWords(int at) {
    int words = 0;
    while (words < 3 && tokens.isWord(at - 1 - words)) {
      if (LINKS.contains(tokens.word(at - 1 - words)) && !isConjunction(at - 1 - words)) {
        return false;
      }
      words++;
    }
    boolean begins = words == 0 && tokens.mark(at - 1) == ',';
    return begins || (words > 0 && words < 3);
  }

  private boolean isConjunction(int at) {
    return tokens.is(at, "or") || tokens.is(at, "and") || tokens.is(at, "but");
  }

  private boolean isDenied(int at) {
    for (int i = at - 1; i > 0 && i > at - 6 && tokens.isWord(i); i--) {
      if (NEGATIONS.contains(tokens.word(i))) {
        return true;
      }
    }
    return false;
  }
}
