// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.Locale;

/** The three wordings of a question. */
public enum QuestionType {
  /** "Answer A or B." */
  AB,
  /** "Repeat the option you would choose." */
  REPEAT,
  /** "Do you prefer A over B?" Yes is the first option, no the second. */
  COMPARE;

  private static final QuestionType[] TYPES = values();

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The type on the wire and in the names of the template files: {@code ab}. */
  public String code() {
    return code;
  }

  /**
   * The type with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static QuestionType parse(String code) {
    for (QuestionType type : TYPES) {
      if (type.code.equals(code)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "question type must be ab, repeat or compare, not '" + code + "'");
  }
}
