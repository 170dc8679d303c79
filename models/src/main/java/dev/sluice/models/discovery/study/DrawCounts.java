// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

/**
 * How many draws of a system there are.
 *
 * @param observations without an intervention
 * @param interventions on each variable
 */
public record DrawCounts(int observations, int interventions) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException beginning with the component's name
   */
  public DrawCounts {
    require("observations", observations, 1);
    require("interventions", interventions, 0);
  }

  /** Of all regimes of so many variables together. */
  public long total(int variables) {
    return observations + (long) variables * interventions;
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s: must be at least %d, is %d".formatted(name, least, value));
    }
  }
}
