// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;

/**
 * The templates of a question form: those that are the same for all scenarios, and those filled
 * with the options of one.
 */
record FormTables(AnswerTable shared, AnswerTable specific) {

  /** The action of a text, null if no template has it. */
  Label exact(String text) {
    return shared.resolve(shared.exact(text), specific.exact(text));
  }

  /** The action of the templates with these stems, null if there are none. */
  Label stemmed(String stems) {
    return shared.resolve(shared.stemmed(stems), specific.stemmed(stems));
  }

  /** The stems of a text; null if no template has one of them. */
  String stems(String text) {
    return Stems.of(text, stem -> shared.hasStem(stem) || specific.hasStem(stem));
  }

  /** The length of the longest template. */
  int longest() {
    return Math.max(shared.longest(), specific.longest());
  }
}
