// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

/**
 * How much one round of training may do, in steps, so that a round is the same wherever it runs.
 *
 * @param fitSteps of networks
 * @param graphSteps of beliefs
 */
public record Budget(int fitSteps, int graphSteps) {
  /** What ENCO's experiments do in an epoch. */
  public static final Budget EPOCH = new Budget(1000, 100);
}
