// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

/**
 * Which formulas the running statistics of surveys are computed with. Aggregates take back what
 * they were given by computing it again, which is exact only while the formulas stay the same: what
 * lies in state beside another number is begun anew.
 */
public final class FormulaVersion {

  /**
   * To be raised whenever a number changes that enters an aggregate over scenarios: {@link
   * ScenarioContribution} and whatever it is computed from ({@link ScenarioStatistics}, {@link
   * ScenarioMeasure}, {@link OrderFlips}), the likelihoods and sums of agreement, the comparison of
   * versions in a scenario, the rules of the default matcher. What is computed only when it is
   * shown needs no new number. Version 2: rules of matching that count no action silently.
   */
  public static final int CURRENT = 2;

  private FormulaVersion() {}
}
