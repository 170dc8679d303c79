// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.reading.ChoiceReader.Choice;
import dev.sluice.models.survey.reading.Clauses.Prelude;
import dev.sluice.models.survey.reading.Event.Kind;
import dev.sluice.models.survey.reading.Event.Standing;
import java.util.ArrayList;
import java.util.List;

/** Reads an answer sentence by sentence and notes what it says of the options. */
final class Statements {
  private final Tokens tokens;
  private final Mentions mentions;
  private final ChoiceReader choices;
  private final Refusals refusals;
  private final Clauses clauses;
  private final Labels labels;
  private final Residue residue;
  private final List<Event> events = new ArrayList<>();
  private int sentence;
  private int line;
  private int lineFirstWord = -1;
  private int lineLastWord;
  private boolean labelOpen;
  private boolean unfinished;
  private boolean asked;
  private String unreadAct;
  private int unreadFrom = -1;
  private int turned = -1;
  private int chosenIn = -1;
  private Label justChosen;

  Statements(Tokens tokens, Mentions mentions, Refusals refusals) {
    this.tokens = tokens;
    this.mentions = mentions;
    this.refusals = refusals;
    this.residue = new Residue(tokens, mentions);
    this.choices = new ChoiceReader(tokens, mentions, residue);
    this.labels = new Labels(tokens, mentions, choices, refusals);
    this.clauses = new Clauses(tokens, mentions, choices, refusals, labels, this);
  }

  /** Everything that is said, in order. */
  List<Event> read() {
    beginLine(0);
    int start = 0;
    while (start < tokens.size()) {
      int end = mentions.endOfSentence(start);
      int next = end;
      boolean question = false;
      while (next < tokens.size() && !tokens.isWord(next) && tokens.mark(next) != '\n') {
        question = question || tokens.mark(next) == '?' || tokens.mark(next) == '؟';
        next++;
      }
      boolean stopped = end < tokens.size() && tokens.mark(end) != '\n';
      sentence(start, end, question, stopped);
      if (next < tokens.size() && tokens.mark(next) == '\n') {
        next++;
        line++;
        beginLine(next);
      }
      start = next;
      sentence++;
    }
    return events;
  }

  void add(Kind kind, Label label, Standing standing, int from, int to) {
    events.add(new Event(kind, label, sentence, line, standing, from, to));
    chosenIn = kind == Kind.CHOICE ? sentence : chosenIn;
  }

  /** Notes that a choice from this token on takes back what was said before. */
  void turnsAt(int token) {
    turned = token;
  }

  /** Notes a choice, or that an option is named without being chosen. */
  void add(Choice choice, Standing standing) {
    Kind named = choice.doubtful() ? Kind.DOUBTFUL : Kind.UNDECIDED;
    Kind kind = choice.label() == Label.INVALID ? named : Kind.CHOICE;
    if (choice.from() == turned && choice.label() != Label.INVALID) {
      add(Kind.REVISED, Label.INVALID, standing, turned, turned);
    }
    add(kind, choice.named(), standing, choice.from(), choice.to());
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** Whether this sentence has chosen already. */
  boolean hasChosen() {
    return chosenIn == sentence;
  }

  private void beginLine(int start) {
    if (lineFirstWord < start) {
      lineFirstWord = firstWord(start); // over blank lines too, which are not looked at again
    }
    lineLastWord = -1;
    for (int i = start; i < tokens.size() && tokens.mark(i) != '\n'; i++) {
      lineLastWord = tokens.isWord(i) ? i : lineLastWord;
    }
  }

  private void sentence(int start, int end, boolean question, boolean stopped) {
    int at = start;
    boolean denied = false;
    while (at < end && !tokens.isWord(at)) {
      boolean unticked = tokens.mark(at) == '[' && tokens.mark(at + 1) == ']';
      denied = denied || unticked || Mentions.denies(tokens.mark(at));
      at++;
    }
    if (at >= end) {
      return;
    }
    Label before = justChosen;
    justChosen = null;
    if (before != null && residue.undoes(at, end)) {
      add(Kind.DOUBTFUL, before, Standing.STATED, at, end);
      return;
    }
    Prelude prelude = clauses.prelude(at, end);
    boolean wasAsked = asked;
    asked = question;
    if (prelude.end() >= end) {
      clauses.doubt(at, end);
      if (prelude.turned()) {
        add(Kind.UNDECIDED, Label.INVALID, Standing.STATED, at, end);
      }
      unfinished = unfinished && !stopped && prelude.opened();
      return;
    }
    if (question && !labelOpen) {
      unfinished = false;
      return;
    }
    int size = events.size();
    int rest = statement(at, prelude, end, denied, wasAsked);
    if (rest >= 0) {
      clauses.read(rest, end, prelude.end());
    }
    boolean unread = events.size() == size;
    if (unread
        && before != null
        && isBeside(events.get(size - 1))
        && residue.isStray(events.get(size - 1), at, end)) {
      add(Kind.DOUBTFUL, before, Standing.STATED, at, end);
    }
    Event last = unread ? null : events.get(events.size() - 1);
    justChosen = last != null && last.is(Kind.CHOICE) ? last.label() : null;
    unfinished = !stopped && !labelOpen && unread;
    unreadAct = unread ? tokens.word(prelude.end()) : null;
    unreadFrom = unread ? at : -1;
  }

  /** Whether a choice stands in this line, with no label that would hold whatever follows. */
  private boolean isBeside(Event choice) {
    return choice.line() == line && !choice.isLabelled();
  }

  /** Reads the beginning of a sentence; the token to go on from, -1 if nothing is left. */
  private int statement(int start, Prelude prelude, int end, boolean denied, boolean wasAsked) {
    int at = prelude.end();
    if (labelOpen) {
      labelOpen = false;
      return labels.read(at, end, this, clauses);
    }
    Kind refused = refusals.at(start, end);
    refused =
        refused == Kind.REFUSED || at == start ? refused : refusals.strongest(refused, at, end);
    if (refused != null) {
      add(refused, Label.INVALID, Standing.STATED, start, end);
      return refused == Kind.REFUSED ? -1 : at;
    }
    if (prelude.turned()) {
      turnsAt(at);
    }
    Choice bare = choices.bare(at, end);
    if (bare != null) {
      bare(bare, start == at, denied, wasAsked);
      return bare.next();
    }
    int label = labels.end(at, end);
    if (label >= 0) {
      int content = labels.content(label, end);
      labelOpen = content >= end;
      return labelOpen ? -1 : labels.read(content, end, this, clauses);
    }
    Choice stated = choices.stated(at, end, true);
    if (stated != null) {
      add(stated, choices.label(at, end) >= 0 ? Standing.LABELLED : Standing.STATED);
      return stated.next();
    }
    clauses.doubt(at, end);
    return at;
  }

  private void bare(Choice bare, boolean first, boolean denied, boolean wasAsked) {
    boolean blocked =
        denied
            || unfinished
            || isSecondAct(bare)
            || isSecondText(bare)
            || (wasAsked && bare.kind() == Mention.Kind.YES_NO)
            || clauses.rivals().isNumbered(bare);
    boolean atLineStart = first && bare.from() <= lineFirstWord;
    boolean text = bare.kind() == Mention.Kind.TEXT;
    boolean listed = atLineStart && (text || lineLastWord >= bare.to());
    if (blocked) {
      add(Kind.UNDECIDED, Label.INVALID, Standing.BARE, bare.from(), bare.to());
    } else {
      add(bare, listed && bare.kind() != Mention.Kind.YES_NO ? Standing.LISTED : Standing.BARE);
    }
    if (listed && bare.kind() == Mention.Kind.LETTER) {
      clauses.rivals().otherItem(bare, lineLastWord);
    }
  }

  /** Whether an option's text follows another act that no rule reads, as "I shout. I accept." */
  private boolean isSecondAct(Choice bare) {
    return bare.kind() == Mention.Kind.TEXT
        && unreadAct != null
        && tokens.is(firstWord(bare.from()), unreadAct);
  }

  /** Whether an option's text follows a sentence that named the other one and was not read. */
  private boolean isSecondText(Choice bare) {
    boolean text = bare.kind() == Mention.Kind.TEXT;
    for (int i = unreadFrom; text && i >= 0 && i < bare.from(); i++) {
      Mention other = tokens.isWord(i) ? mentions.text(i, bare.from()) : null;
      if (other != null && other.isOther(bare.named())) {
        return true;
      }
    }
    return false;
  }

  private int firstWord(int from) {
    return Following.nextWord(tokens, from, tokens.size());
  }
}
