// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

/** Which set of matching rules to apply. */
public enum MatcherMode {
  /** The rules of the paper's code with its defects, for comparable numbers. */
  PAPER,
  /** The rules with the known defects of the paper's code mended, see {@link StrictRules}. */
  STRICT
}
