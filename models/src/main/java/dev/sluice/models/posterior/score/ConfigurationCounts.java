// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

/**
 * How often each configuration of a set of variables was seen, in one or several sets of samples.
 */
interface ConfigurationCounts {
  /** Counts of the same form, yet without content. */
  ConfigurationCounts another();

  /**
   * Makes this the counts of {@code larger}'s variables without {@code variable}.
   *
   * @param larger counts made by {@link #another}, or those it was asked of
   * @param variable one of the variables of {@code larger}
   */
  void dropFrom(ConfigurationCounts larger, int variable);

  /**
   * Sets, for each set of samples, the sum over its counts. To be asked before another set of
   * variables is derived.
   */
  void sum(LogRisingFactorial rising, double[] sums);
}
