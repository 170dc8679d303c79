// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

/**
 * The six question forms: a wording and the order of the options. With ordering 0 the first option
 * is the scenario's first action, with ordering 1 its second.
 */
public enum QuestionForm {
  /** {@code ab}, first action first. */
  AB_0(0, QuestionType.AB, 0),
  /** {@code ab}, second action first. */
  AB_1(1, QuestionType.AB, 1),
  /** {@code repeat}, first action first. */
  REPEAT_0(2, QuestionType.REPEAT, 0),
  /** {@code repeat}, second action first. */
  REPEAT_1(3, QuestionType.REPEAT, 1),
  /** {@code compare}, first action first. */
  COMPARE_0(4, QuestionType.COMPARE, 0),
  /** {@code compare}, second action first. */
  COMPARE_1(5, QuestionType.COMPARE, 1);

  /** How many forms there are. */
  static final int COUNT = 6;

  private static final QuestionForm[] FORMS = values();

  private final int index;
  private final QuestionType type;
  private final int ordering;

  QuestionForm(int index, QuestionType type, int ordering) {
    this.index = index;
    this.type = type;
    this.ordering = ordering;
  }

  /** The position of this form in states and arrays, 0 to 5; it never changes. */
  int index() {
    return index;
  }

  /** The wording. */
  public QuestionType type() {
    return type;
  }

  /** 0 when the first option is action 1, 1 when it is action 2. */
  public int ordering() {
    return ordering;
  }

  /** The action that this form puts first: option A, "yes". */
  public Label firstOption() {
    return ordering == 0 ? Label.ACTION1 : Label.ACTION2;
  }

  /** The action that this form puts second: option B, "no". */
  public Label secondOption() {
    return ordering == 0 ? Label.ACTION2 : Label.ACTION1;
  }

  /**
   * The form of a wording and an order.
   *
   * @throws IllegalArgumentException if the ordering is neither 0 nor 1
   */
  public static QuestionForm of(QuestionType type, int ordering) {
    if (ordering != 0 && ordering != 1) {
      throw new IllegalArgumentException("question ordering must be 0 or 1, not " + ordering);
    }
    for (QuestionForm form : FORMS) {
      if (form.type == type && form.ordering == ordering) {
        return form;
      }
    }
    throw new AssertionError(type);
  }

  /** The form with this position. */
  static QuestionForm at(int index) {
    return FORMS[index];
  }
}
