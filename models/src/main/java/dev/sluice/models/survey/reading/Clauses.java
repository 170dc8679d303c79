// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.reading.ChoiceReader.Choice;
import dev.sluice.models.survey.reading.Event.Kind;
import dev.sluice.models.survey.reading.Event.Standing;
import java.util.Set;

/** Reads what comes after the beginning of a sentence: further clauses, denials, corrections. */
final class Clauses {

  /**
   * What goes before a statement.
   *
   * @param end the first token of the statement
   * @param opened whether there are words that change nothing
   * @param turned whether there are words that take something back
   */
  record Prelude(int end, boolean opened, boolean turned) {}

  private static final Set<String> CONJUNCTIONS =
      Lexicon.words("so but and or therefore thus hence then that yet");
  private static final Set<String> CONCLUSIONS = Lexicon.words("so therefore thus hence");
  private static final Set<String> CONCESSIONS = Lexicon.words("while although though whereas");
  private static final Set<String> NEGATIONS = Lexicon.words("not never");
  private static final Set<String> HOLDING =
      Lexicon.words(
          "think believe say claim agree feel suppose sure convinced certain mean that true");
  private final Tokens tokens;
  private final Mentions mentions;
  private final ChoiceReader choices;
  private final Refusals refusals;
  private final Labels labels;
  private final Rivals rivals;
  private final Statements statements;

  Clauses(
      Tokens tokens,
      Mentions mentions,
      ChoiceReader choices,
      Refusals refusals,
      Labels labels,
      Statements statements) {
    this.tokens = tokens;
    this.mentions = mentions;
    this.choices = choices;
    this.refusals = refusals;
    this.labels = labels;
    this.statements = statements;
    this.rivals = new Rivals(tokens, mentions, statements);
  }

  Rivals rivals() {
    return rivals;
  }

  /** Openers and corrections at the beginning of a clause; corrections are noted. */
  Prelude prelude(int start, int end) {
    int at = start;
    boolean opened = false;
    boolean turned = false;
    while (at < end && mentions.text(at, end) == null) {
      boolean answer = mentions.word(at, end) != null;
      int revision = answer ? -1 : Lexicon.REVISIONS.end(tokens, at, end);
      boolean no = tokens.is(at, "no");
      int turn = answer || (no && statements.isEmpty()) ? -1 : Lexicon.TURNS.end(tokens, at, end);
      int opener = Lexicon.OPENERS.end(tokens, at, end);
      boolean yes = tokens.is(at, "yes") && !answer && tokens.mark(at + 1) == ',';
      opener = yes ? at + 1 : opener;
      int next = Math.max(opener, Math.max(revision, turn));
      if (next < 0 || (no && next < end && tokens.isWord(next) && mentions.at(next, end) == null)) {
        break;
      }
      if (revision == next) {
        statements.add(Kind.REVISED, Label.INVALID, Standing.STATED, at, next);
      }
      turned = turned || revision == next || turn == next;
      opened = true;
      at = Following.nextWord(tokens, next, end);
    }
    return new Prelude(at, opened, turned);
  }

  /** Reads on from a token; clauses begin after marks and conjunctions. */
  void read(int start, int end, int first) {
    boolean held = Lexicon.isInverted(tokens, first) || choices.isCondition(first, end);
    boolean conceded = tokens.isWord(first) && CONCESSIONS.contains(tokens.word(first));
    int i = start;
    while (i < end) {
      if (!tokens.isWord(i)) {
        conceded = conceded && tokens.mark(i) != ',';
        i++;
        continue;
      }
      int next = i > first && beginsClause(i) ? clause(i, end, held) : -1;
      if (next < 0) {
        held = !tokens.is(i, "but") && (held || holds(i));
        rivals.note(i, end, held || conceded);
        other(i, end, held);
        next = i + 1;
      }
      i = next;
    }
  }

  /** Notes a sentence that doubts or takes back, or goes on with an option. */
  void doubt(int at, int end) {
    int doubt = Lexicon.DOUBTS.end(tokens, at, end);
    boolean no = tokens.is(at, "no") && mentions.word(at, end) == null && at + 1 >= end;
    boolean joined = tokens.is(at, "or") || tokens.is(at, "and") || tokens.is(at, "but");
    Mention next = joined ? mentions.at(at + 1, end) : null;
    boolean alone = next != null && Following.isEndOfClause(tokens, next.end(), end);
    if (alone && !tokens.is(at, "or") && next.label() != Label.INVALID) {
      statements.add(Kind.CHOICE, next.label(), Standing.BARE, at, next.end());
      return;
    }
    Mention doubted = doubt < 0 || tokens.is(doubt - 1, "not") ? null : mentions.at(doubt, end);
    boolean ends = doubt >= 0 && Following.isEndOfClause(tokens, doubt, end);
    boolean names = doubted != null && Following.isEndOfClause(tokens, doubted.end(), end);
    boolean depends = Lexicon.DEPENDING.end(tokens, at, end) >= 0;
    if (no || next != null || ends || names || depends) {
      statements.add(Kind.UNDECIDED, Label.INVALID, Standing.STATED, at, Math.max(doubt, at + 1));
    }
  }

  /** A clause inside a sentence; where to go on, -1 if it says nothing that a rule knows. */
  private int clause(int start, int end, boolean held) {
    Prelude prelude = prelude(start, end);
    int at = prelude.end();
    if (at >= end) {
      return end;
    }
    Kind refused = refusals.at(start, end);
    refused = refusals.strongest(refused, at, end);
    if (refused != null) {
      statements.add(refused, Label.INVALID, Standing.STATED, at, end);
      return refused == Kind.REFUSED ? end : at + 1;
    }
    if (held) {
      return at > start ? at : -1;
    }
    int doubt = Lexicon.DOUBTS.end(tokens, at, end);
    if (doubt > at + 1 && Following.isEndOfClause(tokens, doubt, end)) {
      statements.add(Kind.UNDECIDED, Label.INVALID, Standing.STATED, at, doubt);
      return end;
    }
    if (prelude.turned()) {
      statements.turnsAt(at);
    }
    int label = labels.end(at, end);
    if (label >= 0 && label < end) {
      int rest = labels.read(labels.content(label, end), end, statements, this);
      return rest < 0 ? end : Math.max(rest, at + 1);
    }
    Choice choice = choices.stated(at, end, false);
    if (choice != null) {
      boolean labelled = choices.label(at, end) >= 0;
      statements.add(choice, labelled ? Standing.LABELLED : Standing.STATED);
      return choice.label() == Label.INVALID ? end : choice.to();
    }
    choice = choices.bare(at, end);
    if (choice != null && prelude.turned()) {
      statements.add(choice, Standing.STATED);
      return choice.label() == Label.INVALID ? end : choice.to();
    }
    boolean alone = choice != null && Following.isEndOfClause(tokens, choice.to(), end);
    boolean follows = tokens.isWord(start - 1) && CONCLUSIONS.contains(tokens.word(start - 1));
    if (alone && (follows || statements.hasChosen())) {
      statements.add(choice, follows ? Standing.STATED : Standing.BARE);
      return choice.label() == Label.INVALID ? end : choice.to();
    }
    return at > start ? at : -1;
  }

  /** Notes a choice in words in the middle of a clause, which may be another than before. */
  private void other(int at, int end, boolean held) {
    boolean begins = tokens.is(at, "i") && tokens.isWord(at - 1);
    Choice choice =
        begins && !held && statements.hasChosen() ? choices.stated(at, end, false) : null;
    if (choice != null && choice.label() != Label.INVALID) {
      statements.add(Kind.RIVALLED, choice.named(), Standing.STATED, at, choice.to());
    }
  }

  private boolean beginsClause(int token) {
    int at = token;
    while (isQuote(tokens.mark(at - 1))) {
      at--;
    }
    if (tokens.isWord(at - 1)) {
      return CONJUNCTIONS.contains(tokens.word(at - 1));
    }
    return switch (tokens.mark(at - 1)) {
      case '.', '/', '|', '<', '>', '=', '&', '+' -> false;
      case '-' -> !tokens.glued(at);
      default -> true;
    };
  }

  private static boolean isQuote(int mark) {
    return mark == '"' || mark == '\'' || mark == '[' || mark == ']';
  }

  /** Whether from here on a sentence tells what others hold, or what is not held. */
  private boolean holds(int at) {
    String word = tokens.word(at);
    return Lexicon.OTHERS.contains(word)
        || (NEGATIONS.contains(word)
            && tokens.isWord(at + 1)
            && HOLDING.contains(tokens.word(at + 1)));
  }
}
