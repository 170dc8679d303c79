// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;

/**
 * A place where an answer names an option.
 *
 * @param label of the option; invalid if the words could be either
 * @param kind how it is named
 * @param end the first token after it
 */
record Mention(Label label, Kind kind, int end) {

  /** How an option is named. */
  enum Kind {
    /** By its letter. */
    LETTER,
    /** By yes or no. */
    YES_NO,
    /** As the first or second one. */
    ORDINAL,
    /** By its text. */
    TEXT
  }

  boolean isOther(Label than) {
    return label != than;
  }
}
