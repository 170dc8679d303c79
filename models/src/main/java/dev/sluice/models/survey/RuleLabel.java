// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

/** Whether an action breaks a moral rule, by the majority of the annotators. */
public enum RuleLabel {
  /** It does. */
  YES("Yes"),
  /** It does not. */
  NO("No"),
  /** There is no majority. */
  NO_AGREEMENT("No Agreement");

  private final String code;

  RuleLabel(String code) {
    this.code = code;
  }

  /** The label in the files of the paper. */
  public String code() {
    return code;
  }

  /**
   * The label with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RuleLabel parse(String code) {
    for (RuleLabel label : values()) {
      if (label.code.equals(code)) {
        return label;
      }
    }
    throw new IllegalArgumentException(
        "rule label must be Yes, No or No Agreement, not '" + code + "'");
  }
}
