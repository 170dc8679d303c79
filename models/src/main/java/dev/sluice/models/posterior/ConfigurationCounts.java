// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior;

/** How often each configuration of a set of variables was seen. */
interface ConfigurationCounts {
  /** Counts of the same form, yet without content. */
  ConfigurationCounts another();

  /**
   * Makes this the counts of {@code larger}'s variables without {@code variable}.
   *
   * @param larger counts of the same form
   * @param variable one of the variables of {@code larger}
   */
  void dropFrom(ConfigurationCounts larger, int variable);

  /** The sum of ln rising factorials of all counts. */
  double sum(LogRisingFactorial rising);
}
