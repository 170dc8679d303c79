// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;

/**
 * A statement that chooses.
 *
 * @param label what it chooses; invalid if it names an option without choosing it
 * @param named the option that it names
 * @param from its first token
 * @param to the first token after the option
 * @param kind how it names the option
 */
record Choice(Label label, Label named, int from, int to, Mention.Kind kind) {

  /** The token to read on from; -1 if the rest of the sentence belongs to what is not chosen. */
  int next() {
    return label == Label.INVALID ? -1 : to;
  }
}
