// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

/**
 * A method with networks for any set of parents, so that draws can be imagined from what it
 * believes, and its own step be tried on them.
 */
public interface GenerativeMethod extends DiscoveryMethod {
  /** What it has learned of mechanisms; a view of the state. */
  LearnedNetworks networks(LearnerState state);

  /**
   * How draws would move its beliefs; leaves the state as it is.
   *
   * @param graphs that a gradient samples, at least 2
   * @param rows most draws of a batch
   */
  BeliefGradient gradient(LearnerState state, int graphs, int rows);

  /**
   * Most bytes of heap that such a gradient takes.
   *
   * @param graphs that it samples
   * @param rows most draws of a batch
   */
  long gradientBytes(int graphs, int rows);
}
