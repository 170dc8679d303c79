// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;

/**
 * One thing that an answer says.
 *
 * @param kind what it is
 * @param label of the option it is about; invalid if there is none
 * @param sentence number of its sentence
 * @param line number of its line
 * @param standing how it stands in the answer
 * @param from its first token
 * @param to the first token after it
 */
record Event(Kind kind, Label label, int sentence, int line, Standing standing, int from, int to) {

  /** What is said. */
  enum Kind {
    CHOICE,
    /** An option is named and not chosen, or both are. */
    UNDECIDED,
    /** An option is named, beside words that may take it back. */
    DOUBTFUL,
    /** The option is held to be as good as the other one. */
    RIVALLED,
    /** "Not A". */
    DENIED,
    /** What was said before is taken back. */
    REVISED,
    /** It is said that there will be no answer. */
    REFUSED,
    /** Words that often go with a refusal, as an apology does. */
    RELUCTANT,
    /** After a label stands what no rule reads. */
    UNREADABLE
  }

  /** How an event stands. */
  enum Standing {
    /** In words, as "I choose B". */
    STATED,
    /** Nothing but the option, or the option and a reason. */
    BARE,
    /** At the beginning of a line that goes on, as the items of a list do. */
    LISTED,
    /** After a label, as "Answer: B", or "The answer is B". */
    LABELLED
  }

  boolean isLabelled() {
    return standing == Standing.LABELLED;
  }

  boolean is(Kind other) {
    return kind == other;
  }
}
