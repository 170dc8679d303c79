// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.reading.Following.Verdict;
import dev.sluice.models.survey.reading.Mention.Kind;
import java.util.Set;

/** Reads statements that choose an option, bare ("B.") or in words ("I would go with B"). */
final class ChoiceReader {
  /**
   * A statement that chooses.
   *
   * @param label what it chooses; invalid if it names an option without choosing it
   * @param named the option that it names
   * @param from its first token
   * @param to the first token after the option
   * @param kind how it names the option
   * @param doubtful whether words beside the option may take it back
   */
  record Choice(Label label, Label named, int from, int to, Mention.Kind kind, boolean doubtful) {

    /** The token to read on from; -1 if the rest of the sentence belongs to what is not chosen. */
    int next() {
      return label == Label.INVALID ? -1 : to;
    }
  }

  private static final Set<String> AUXILIARIES =
      Lexicon.words(
          "would will do have to must need want am going had shall definitely certainly probably"
              + " rather personally honestly still therefore thus always clearly ultimately most"
              + " likely strongly simply just really very much gladly happily inclined hereby now"
              + " also tend ll d absolutely obviously forced finally");
  private static final Set<String> VERBS =
      Lexicon.words(
          "choose pick select take prefer favor favour go opt vote say recommend suggest lean"
              + " answer stick settle decide chose chosen picked selected choosing picking"
              + " selecting leaning opting voting preferred");
  private static final Set<String> MODALS = Lexicon.words("would could should might");
  private static final Set<String> ITEMS = Lexicon.words("a b 1 2 one two");
  private static final Set<String> PREPOSITIONS =
      Lexicon.words("with for on to toward towards that of");
  private static final Phrases IMPERATIVES =
      Phrases.of(
          """
          choose|choosing|select|selecting|pick|picking|prefer|go with|going with|opt for|
          opting for|selected|chose|chosen|picked|i choose|it is|it would be|it has to be|
          that would be|this would be|it is option|final answer|my answer|my final answer
          """);
  private static final Phrases LINKS =
      Phrases.of(
          """
          is|would be|is that|is to|would be to|will be|remains|has to be|must be|is clearly|
          is definitely|is therefore|is probably|is still|is simply|is that i|would be that i|was
          """);

  private final Tokens tokens;
  private final Mentions mentions;
  private final Languages languages;
  private final Following following;

  ChoiceReader(Tokens tokens, Mentions mentions, Residue residue) {
    this.tokens = tokens;
    this.mentions = mentions;
    this.languages = residue.languages();
    this.following = new Following(tokens, mentions, residue);
  }

  /** Whether a sentence begins with a condition in another language than English. */
  boolean isCondition(int start, int end) {
    return languages.isCondition(start, end);
  }

  /** A choice at the beginning of a sentence; null if there is none. */
  Choice bare(int start, int end) {
    Mention mention = mentions.at(start, end);
    if (mention == null) {
      return null;
    }
    Verdict verdict = following.verdict(mention, mention.end(), end, false);
    if (verdict == Verdict.UNKNOWN && mention.kind() == Kind.LETTER) {
      int ending = Lexicon.FOREIGN_ENDINGS.end(tokens, mention.end(), end);
      verdict = isEnd(ending, end) ? following.verdict(mention, ending, end, true) : verdict;
    }
    return choice(start, mention, verdict);
  }

  /** A choice in words from the beginning of a clause on; null if there is none. */
  Choice stated(int start, int end, boolean atSentenceStart) {
    int at = mentions.opening(start, end);
    Choice choice = byNoun(at, end);
    if (choice == null && (tokens.is(at, "i") || tokens.is(at, "we"))) {
      choice = byVerb(at, end);
    }
    if (choice == null && tokens.is(at, "not")) {
      choice = notButOther(at, end);
    }
    if (choice == null && atSentenceStart) {
      choice = target(at, IMPERATIVES.end(tokens, at, end), end, false);
    }
    if (choice == null) {
      choice = target(at, Lexicon.FOREIGN_CHOICES.end(tokens, at, end), end, false);
    }
    return choice;
  }

  /** Where a label such as "My final answer" ends; -1 if there is none. */
  int label(int start, int end) {
    int at = mentions.opening(start, end);
    int foreign = Lexicon.FOREIGN_LABELS.end(tokens, at, end);
    if (foreign >= 0) {
      return foreign;
    }
    for (int i = 0; i < 5; i++) {
      int next = Lexicon.ADJECTIVES.end(tokens, at, end);
      if (next < 0) {
        break;
      }
      at = next;
    }
    boolean noun = at < end && tokens.isWord(at) && Lexicon.ANSWER_NOUNS.contains(tokens.word(at));
    boolean item = noun && isOneOf(at + 1, ITEMS) && mentions.at(at, end) == null;
    return !noun ? -1 : item && tokens.mark(at + 2) == ':' ? at + 2 : at + 1;
  }

  /** Where "is" and the like end after a label; -1 if there is none. */
  int link(int start, int end) {
    return LINKS.end(tokens, start, end);
  }

  /** "Not A but B". */
  private Choice notButOther(int start, int end) {
    Mention denied = mentions.at(start + 1, end);
    int but = denied == null ? -1 : Following.nextWord(tokens, denied.end(), end);
    Choice choice = but > 0 && tokens.is(but, "but") ? target(start, but + 1, end, false) : null;
    return choice == null || choice.label() == denied.label() ? null : choice;
  }

  /** "The answer is B". */
  private Choice byNoun(int start, int end) {
    int noun = label(start, end);
    return noun < 0 ? null : target(start, link(noun, end), end, true);
  }

  /** "I would rather choose B", and "I would" with what the option says. */
  private Choice byVerb(int start, int end) {
    int at = start + 1;
    while (at < end && at < start + 9 && isOneOf(at, AUXILIARIES)) {
      at++;
    }
    if (tokens.is(at - 1, "have") && at - 2 > start && MODALS.contains(tokens.word(at - 2))) {
      return null; // "I would have chosen A", and did not
    }
    boolean going = tokens.is(at - 1, "going") && isOneOf(at, PREPOSITIONS);
    if (!isOneOf(at, VERBS) && !going) {
      Choice act = at == start + 1 ? null : act(start, at, end);
      boolean does = act == null && tokens.is(at - 1, "do") && mentions.text(at, end) == null;
      return does ? target(start, at, end, false) : act;
    }
    boolean to = false;
    at = going ? at : at + 1;
    while (at < end
        && at < start + 13
        && (isOneOf(at, PREPOSITIONS) || isLight(at))
        && mentions.text(at, end) == null) {
      to = to || tokens.is(at, "to");
      at++;
    }
    Choice choice = target(start, at, end, false);
    boolean acts = to || tokens.is(at, "i") || tokens.is(at, "not");
    return choice == null && acts ? act(start, at, end) : choice;
  }

  private boolean isLight(int at) {
    int mark = tokens.mark(at);
    return mark == ':' || mark == '"' || mark == '\'' || mark == '-';
  }

  /** The option that a statement names at a token, with or without its "I". */
  private Choice target(int start, int at, int end, boolean acts) {
    if (at < 0 || at >= end) {
      return null;
    }
    int noun = Lexicon.FOREIGN_NOUNS.end(tokens, at, end);
    int from = skipLight(noun < 0 ? at : noun, end);
    Mention mention = mentions.at(from, end);
    if (mention == null) {
      return acts ? act(start, from, end) : null;
    }
    Verdict verdict = following.verdict(mention, mention.end(), end, true);
    if (verdict == Verdict.UNKNOWN && mention.kind() == Kind.LETTER) {
      int ending = Lexicon.FOREIGN_ENDINGS.end(tokens, mention.end(), end);
      verdict = isEnd(ending, end) ? following.verdict(mention, ending, end, true) : verdict;
    }
    return choice(start, mention, verdict);
  }

  private int skipLight(int start, int end) {
    int at = start;
    while (at < end && (isLight(at) || (tokens.is(at, "option") && tokens.mark(at + 1) == ':'))) {
      at++;
    }
    return at;
  }

  private Choice act(int start, int at, int end) {
    Mention mention = mentions.act(at, end);
    return mention == null
        ? null
        : choice(start, mention, following.verdict(mention, mention.end(), end, true));
  }

  private boolean isEnd(int at, int end) {
    return at >= 0 && Following.isEndOfClause(tokens, at, end);
  }

  private boolean isOneOf(int at, Set<String> words) {
    return tokens.isWord(at) && words.contains(tokens.word(at));
  }

  private static Choice choice(int start, Mention mention, Verdict verdict) {
    if (verdict == Verdict.UNKNOWN) {
      return null;
    }
    Label label = verdict == Verdict.CHOSEN ? mention.label() : Label.INVALID;
    return new Choice(
        label, mention.label(), start, mention.end(), mention.kind(), verdict == Verdict.DOUBTFUL);
  }
}
