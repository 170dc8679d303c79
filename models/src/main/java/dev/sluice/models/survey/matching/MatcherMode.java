// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

/** Which set of matching rules to apply. */
public enum MatcherMode {
  /** The rules of the paper's code with its defects, for comparable numbers. */
  PAPER,
  /** Rules that count no action which two readings leave open, see {@link StrictRules}. */
  STRICT
}
