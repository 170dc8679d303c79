// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import java.util.Locale;

/** What is done to an answer before any rule sees it. */
final class AnswerText {
  private static final String ANSWER = "answer";

  private AnswerText() {}

  /**
   * Lower case, trimmed, without double quotes, without a leading "answer" and the colon after it.
   * What follows the colon is not trimmed again, as in the paper's code: it matches by its stems.
   */
  static String normalise(String answer) {
    String lower = answer.replace("\u0130", "i\u0307").toLowerCase(Locale.ROOT);
    String text = trim(lower).replace("\"", "");
    if (text.startsWith(ANSWER)) {
      text = text.substring(ANSWER.length());
    }
    return text.startsWith(":") ? text.substring(1) : text;
  }

  /** Removes white space at both ends, the no-break space included, which {@code strip} keeps. */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (start < end && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
