// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with slots for the two options.
 *
 * @param pieces text and slots in turn, the first and the last being text
 */
record Template(List<String> pieces) {
  private static final Pattern SLOT = Pattern.compile("\\{option([AB])(_short)?}");

  static Template of(String text) {
    List<String> pieces = new ArrayList<>();
    Matcher slot = SLOT.matcher(text);
    int end = 0;
    while (slot.find()) {
      pieces.add(text.substring(end, slot.start()));
      pieces.add(slot.group());
      end = slot.end();
    }
    pieces.add(text.substring(end));
    return new Template(List.copyOf(pieces));
  }

  boolean hasSlots() {
    return pieces.size() > 1;
  }

  /** The text with the options filled in, lower-case and trimmed as answers are. */
  String fill(String optionA, String optionB) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      filled.append(i % 2 == 0 ? pieces.get(i) : option(pieces.get(i), optionA, optionB));
    }
    return AnswerText.trim(filled.toString().toLowerCase(Locale.ROOT));
  }

  private static String option(String slot, String optionA, String optionB) {
    String option = slot.startsWith("{optionA") ? optionA : optionB;
    return slot.endsWith("_short}") ? shorten(option) : option;
  }

  /** The option without its last character, which is its full stop. */
  static String shorten(String option) {
    return option.isEmpty() ? option : option.substring(0, option.length() - 1);
  }
}
