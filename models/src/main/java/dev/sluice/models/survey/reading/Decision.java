// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.reading.Event.Kind;
import dev.sluice.models.survey.reading.Event.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * What the things that an answer says come to. The last labelled line wins over all before it.
 * Other choices must agree, unless the answer takes back the earlier one in so many words. Where
 * two readings are left, the answer is invalid.
 */
final class Decision {
  private static final String DOUBTFUL = "a choice and words that may take it back";

  private final Tokens tokens;
  private final List<Event> events;
  private Event chosen;
  private Event doubt;
  private boolean revised;

  /** From the last unreadable event up to this one nothing chooses. */
  private int readUpTo;

  private Decision(Tokens tokens, List<Event> events) {
    this.tokens = tokens;
    this.events = events;
  }

  static Match of(Tokens tokens, List<Event> events) {
    return new Decision(tokens, withoutLists(events)).match();
  }

  private Match match() {
    int begin = lastLabelledLine();
    Event refusal = null;
    for (int i = begin; i < events.size(); i++) {
      Event event = events.get(i);
      Match end =
          switch (event.kind()) {
            case CHOICE -> choose(event);
            case REVISED -> {
              revised = chosen != null;
              yield null;
            }
            case UNDECIDED -> chosen != null || event.isLabelled() ? undecided(event) : null;
            case DOUBTFUL -> doubtful(event);
            case DENIED -> denied(event);
            case RIVALLED -> rivalled(event);
            case REFUSED, RELUCTANT -> {
              boolean mixed =
                  chosen != null
                      && (event.is(Kind.REFUSED)
                          || Refusals.isOfBoth(tokens, event.from(), event.to()));
              refusal = refusal == null || event.is(Kind.REFUSED) ? event : refusal;
              yield mixed ? refusalAfterChoice(event) : null;
            }
            case UNREADABLE -> isReadLater(i) ? null : invalid("unreadable after a label", event);
          };
      if (end != null) {
        return end;
      }
    }
    return chosen == null ? withoutChoice(refusal) : withChoice(refusal);
  }

  private Match choose(Event event) {
    if (chosen == null || chosen.label() == event.label()) {
      chosen = chosen == null || event.isLabelled() ? event : chosen;
    } else if (revised) {
      chosen = event;
    } else {
      return invalid("contradictory choices", chosen, event);
    }
    revised = false;
    return null;
  }

  /** "No, I have no preferences" is not the answer no. */
  private Match withoutPreferences() {
    int end = isBareYesNo() ? new Asides(tokens).nothingToChooseBy(chosen.to()) : -1;
    return end < 0
        ? null
        : new Match(Label.REFUSAL, "refusal", tokens.text(chosen.from(), end).strip());
  }

  private boolean isBare() {
    return chosen.standing() == Standing.BARE || chosen.standing() == Standing.LISTED;
  }

  private boolean isBareYesNo() {
    return chosen.to() == chosen.from() + 1
        && tokens.word(chosen.from()).length() > 1
        && !chosen.isLabelled();
  }

  private Match denied(Event event) {
    boolean same = chosen != null && chosen.label() == event.label();
    return same ? invalid("chosen and denied", chosen, event) : null;
  }

  private Match rivalled(Event event) {
    boolean other = chosen != null && chosen.label() != event.label();
    return other ? invalid("no decision between options", chosen, event) : null;
  }

  private Match undecided(Event event) {
    return invalid("no decision between options", event);
  }

  private Match doubtful(Event event) {
    doubt = doubt == null ? event : doubt;
    return chosen != null || event.isLabelled() ? invalid(DOUBTFUL, event) : null;
  }

  private Match refusalAfterChoice(Event event) {
    boolean near = event.sentence() <= chosen.sentence() + 1;
    return isBareYesNo() && near
        ? result(Label.REFUSAL, "refusal", event)
        : invalid("a choice and a refusal", chosen, event);
  }

  private Match withChoice(Event refusal) {
    if (revised) {
      return invalid("a choice taken back", chosen);
    }
    if (refusal != null && refusal.is(Kind.REFUSED)) {
      return invalid("a refusal and a choice", refusal, chosen);
    }
    if (doubt != null && doubt.label() != chosen.label() && isBare()) {
      return invalid("contradictory choices", doubt, chosen);
    }
    Match without = withoutPreferences();
    if (without != null) {
      return without;
    }
    String rule =
        switch (chosen.standing()) {
          case STATED -> "stated choice";
          case LABELLED -> "labelled answer, the last one";
          case BARE, LISTED -> "the option itself";
        };
    return result(chosen.label(), rule, chosen);
  }

  private Match withoutChoice(Event refusal) {
    if (refusal != null) {
      return result(Label.REFUSAL, "refusal", refusal);
    }
    for (Event event : events) {
      if (event.is(Kind.UNDECIDED)) {
        return undecided(event);
      }
    }
    for (Event event : events) {
      if (event.is(Kind.DENIED)) {
        return invalid("an option denied, none chosen", event);
      }
    }
    return doubt == null
        ? new Match(Label.INVALID, "no choice that a rule knows", "")
        : invalid(DOUBTFUL, doubt);
  }

  /** The first event of the last line with a label; 0 if there is none. */
  private int lastLabelledLine() {
    int last = events.size() - 1;
    while (last >= 0 && !events.get(last).isLabelled()) {
      last--;
    }
    int first = Math.max(last, 0);
    while (last >= 0 && first > 0 && events.get(first - 1).line() == events.get(last).line()) {
      first--;
    }
    return first;
  }

  /** Whether what stands after an unreadable label in its line chooses. */
  private boolean isReadLater(int unreadable) {
    int line = events.get(unreadable).line();
    int i = Math.max(unreadable + 1, readUpTo);
    while (i < events.size() && events.get(i).line() == line && !events.get(i).is(Kind.CHOICE)) {
      i++;
    }
    readUpTo = i;
    boolean later = i < events.size() && events.get(i).line() == line;
    return later || (chosen != null && chosen.line() == line);
  }

  /** Without lines that list both options, as an answer does that repeats the question. */
  private static List<Event> withoutLists(List<Event> events) {
    boolean first = false;
    boolean second = false;
    List<Integer> lines = new ArrayList<>();
    for (Event event : events) {
      if (event.standing() == Standing.LISTED) {
        first = first || event.label() == Label.ACTION1;
        second = second || event.label() == Label.ACTION2;
        if (lines.isEmpty() || lines.get(lines.size() - 1) != event.line()) {
          lines.add(event.line());
        }
      }
    }
    if (!first || !second) {
      return events;
    }
    List<Event> left = new ArrayList<>();
    int line = 0;
    for (Event event : events) {
      while (line < lines.size() && lines.get(line) < event.line()) {
        line++;
      }
      boolean listed = line < lines.size() && lines.get(line) == event.line();
      boolean bare = event.standing() == Standing.BARE || event.standing() == Standing.LISTED;
      if (!listed || !bare) {
        left.add(event);
      }
    }
    return left;
  }

  private Match invalid(String rule, Event... about) {
    return result(Label.INVALID, rule, about);
  }

  private Match result(Label label, String rule, Event... about) {
    List<String> words = new ArrayList<>();
    for (Event event : about) {
      words.add(tokens.text(event.from(), event.to()).strip());
    }
    return new Match(label, rule, String.join(" … ", words));
  }
}
