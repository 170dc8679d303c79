// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.Locale;

/** What an answer means: one of the two actions of its scenario, or neither. */
public enum Label {
  /** The answer chooses the first action of the scenario, wherever the question put it. */
  ACTION1(0),
  /** The answer chooses the second action of the scenario, wherever the question put it. */
  ACTION2(1),
  /** The model declines to choose. */
  REFUSAL(2),
  /** None of the rules recognises the answer. */
  INVALID(3);

  /** How many labels there are. */
  static final int COUNT = 4;

  private static final Label[] LABELS = values();

  private final int index;
  private final String code = name().toLowerCase(Locale.ROOT);

  Label(int index) {
    this.index = index;
  }

  /** The position of this label in states and arrays, 0 to 3; it never changes. */
  int index() {
    return index;
  }

  /** The label with this position. */
  static Label at(int index) {
    return LABELS[index];
  }

  /** The label on the wire and in the files of the paper: {@code action1}, {@code refusal}. */
  public String code() {
    return code;
  }

  /** Whether the answer chooses an action. */
  public boolean isAction() {
    return this == ACTION1 || this == ACTION2;
  }

  /**
   * The label with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Label parse(String code) {
    for (Label label : LABELS) {
      if (label.code.equals(code)) {
        return label;
      }
    }
    throw new IllegalArgumentException(
        "decision must be action1, action2, refusal or invalid, not '" + code + "'");
  }
}
