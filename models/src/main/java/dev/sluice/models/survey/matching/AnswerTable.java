// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Texts that are answers to one question form, and the action each chooses: word for word and by
 * their stems. A text that chooses both actions gets the label for conflicts.
 *
 * <p>Stems are computed when first asked for, since most answers match word for word. Not safe for
 * use by several threads.
 */
final class AnswerTable {
  private final Map<String, Label> exact = new HashMap<>();
  private final Label onConflict;
  private Map<String, Label> stemmed;
  private Set<String> singleStems;
  private int longest;

  AnswerTable(Label onConflict) {
    this.onConflict = onConflict;
  }

  void put(String text, Label action) {
    exact.merge(text, action, this::resolve);
    longest = Math.max(longest, text.length());
  }

  /** The action of a text, null if the table does not have it. */
  Label exact(String text) {
    return exact.get(text);
  }

  /** The action of the texts with these stems, null if the table has none. */
  Label stemmed(String stems) {
    prepareStems();
    return stemmed.get(stems);
  }

  /** Whether a text of the table has this stem. */
  boolean hasStem(String stem) {
    prepareStems();
    return singleStems.contains(stem);
  }

  private void prepareStems() {
    if (stemmed == null) {
      stemmed = new HashMap<>();
      exact.forEach((text, action) -> stemmed.merge(Stems.of(text), action, this::resolve));
      singleStems = new HashSet<>();
      stemmed.keySet().forEach(each -> singleStems.addAll(Arrays.asList(each.split(" ", -1))));
    }
  }

  /** The length of the longest text. */
  int longest() {
    return longest;
  }

  /** What two tables say together; null is no opinion. */
  Label resolve(Label one, Label other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one == other ? one : onConflict;
  }
}
