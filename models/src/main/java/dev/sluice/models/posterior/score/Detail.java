// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

/** How much {@link SufficientStatistics} remember of their samples; it never grows. */
public enum Detail {
  /** Everything that a posterior needs. */
  SUFFICIENT,
  /** Everything that a posterior over graphs of few parents needs, in tables. */
  FAMILIES,
  /** How many samples each regime has: sufficient statistics would take too much memory. */
  COUNTS,
  /** How many samples there are: there are too many regimes to count each. */
  TOTAL;

  /** Whether nothing is left that a posterior could be computed from. */
  public boolean isWithoutPosterior() {
    return this == COUNTS || this == TOTAL;
  }
}
