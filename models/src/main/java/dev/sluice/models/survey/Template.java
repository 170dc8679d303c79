// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with slots for the two options. */
record Template(String text) {
  private static final Pattern SLOT = Pattern.compile("\\{option([AB])(_short)?}");

  boolean hasSlots() {
    return SLOT.matcher(text).find();
  }

  /** The text with the options filled in, lower-case and trimmed as answers are. */
  String fill(String optionA, String optionB) {
    String filled =
        SLOT.matcher(text)
            .replaceAll(
                slot -> {
                  String option = slot.group(1).equals("A") ? optionA : optionB;
                  return Matcher.quoteReplacement(slot.group(2) == null ? option : shorten(option));
                });
    return AnswerText.trim(filled.toLowerCase(Locale.ROOT));
  }

  /** The option without its last character, which is its full stop. */
  static String shorten(String option) {
    return option.isEmpty() ? option : option.substring(0, option.length() - 1);
  }
}
