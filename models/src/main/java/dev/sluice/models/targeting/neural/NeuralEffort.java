// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

/**
 * How much is calculated for a decision.
 *
 * @param graphs G, possible systems drawn from the beliefs
 * @param imaginedRows for each of them and each candidate
 * @param maskGraphs K, that an imagined step of the method samples
 * @param norm of its gradient
 */
public record NeuralEffort(int graphs, int imaginedRows, int maskGraphs, GradientNorm norm) {
  /** 20 graphs, 64 rows, 20 graphs of a step, and the whole gradient in L2. */
  public static final NeuralEffort USUAL = new NeuralEffort(20, 64, 20, GradientNorm.USUAL);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException beginning with the component's name
   */
  public NeuralEffort {
    requireTwo("graphs", graphs);
    requireTwo("imaginedRows", imaginedRows);
    requireTwo("maskGraphs", maskGraphs);
  }

  private static void requireTwo(String name, int value) {
    if (value < 2) {
      throw new IllegalArgumentException(name + ": must be at least 2, is " + value);
    }
  }
}
