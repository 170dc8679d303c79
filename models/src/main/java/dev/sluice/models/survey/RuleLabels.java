// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

/**
 * Whether the two actions of a scenario break one moral rule.
 *
 * @param action1 label of the first action
 * @param action2 label of the second action
 */
public record RuleLabels(RuleLabel action1, RuleLabel action2) {

  /**
   * The probability of the action that breaks the rule, if exactly one does and the other does not;
   * blank where the scenario says nothing about the rule.
   */
  public double violation(double malAction1) {
    if (action1 == RuleLabel.YES && action2 == RuleLabel.NO) {
      return malAction1;
    }
    return action1 == RuleLabel.NO && action2 == RuleLabel.YES ? 1 - malAction1 : Double.NaN;
  }
}
