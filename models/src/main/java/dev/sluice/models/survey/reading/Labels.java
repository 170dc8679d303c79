// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.reading.ChoiceReader.Choice;
import dev.sluice.models.survey.reading.Event.Kind;
import dev.sluice.models.survey.reading.Event.Standing;
import java.util.Set;

/** Reads what stands after a label, as in "Answer: B". */
final class Labels {
  private static final Set<String> FIRST = Lexicon.words("a 1 one");
  private static final Set<String> SECOND = Lexicon.words("b 2 two");

  private final Tokens tokens;
  private final Mentions mentions;
  private final ChoiceReader choices;
  private final Refusals refusals;

  Labels(Tokens tokens, Mentions mentions, ChoiceReader choices, Refusals refusals) {
    this.tokens = tokens;
    this.mentions = mentions;
    this.choices = choices;
    this.refusals = refusals;
  }

  /** Where a label ends that has a colon or ends its line; -1 if there is none. */
  int end(int start, int end) {
    int label = choices.label(start, end);
    return label >= 0 && isClosed(label, end) ? label : -1;
  }

  /** The first token of what a label names; the end of the sentence if it is on a later line. */
  int content(int label, int end) {
    return Following.nextWord(tokens, label, end);
  }

  /** Reads what a label names; the token to go on from, -1 if nothing is left. */
  int read(int start, int end, Statements statements, Clauses clauses) {
    int at = start;
    while (true) {
      at = clauses.prelude(at, end).end();
      int label = choices.bare(at, end) == null ? end(at, end) : -1;
      if (label < 0 || label >= end) {
        break;
      }
      at = content(label, end);
    }
    Choice choice = choices.bare(at, end);
    choice = choice == null ? choices.stated(at, end, true) : choice;
    if (choice != null && isOtherItem(choice, at)) {
      statements.add(Kind.UNDECIDED, choice.named(), Standing.LABELLED, start, choice.to());
      return -1;
    }
    if (choice != null) {
      statements.add(choice, Standing.LABELLED);
      return choice.next();
    }
    Kind refused = at < end ? refusals.at(at, end) : null;
    Kind kind = refused == null ? Kind.UNREADABLE : refused;
    statements.add(kind, Label.INVALID, Standing.LABELLED, start, end);
    return refused == null ? at : -1;
  }

  /** Whether the label is the number or letter of the option that does not follow it. */
  private boolean isOtherItem(Choice choice, int content) {
    int at = content - 1;
    while (at > 0 && !tokens.isWord(at) && tokens.mark(at) != '\n') {
      at--;
    }
    String item = choice.kind() == Mention.Kind.TEXT ? tokens.word(at) : null;
    if (item == null || (!FIRST.contains(item) && !SECOND.contains(item))) {
      return false;
    }
    return (choice.named() == mentions.first()) != FIRST.contains(item);
  }

  private boolean isClosed(int label, int end) {
    int at = label;
    while (at < end && (tokens.mark(at) == '"' || tokens.mark(at) == ')')) {
      at++;
    }
    boolean line = at >= end && (end >= tokens.size() || tokens.mark(end) == '\n');
    return line
        || switch (tokens.mark(at)) {
          case ':', '=', '-', '→' -> true;
          default -> false;
        };
  }
}
