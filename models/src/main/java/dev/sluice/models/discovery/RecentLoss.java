// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

/**
 * The mean of the losses of the last steps of a round: one step's alone is as noisy as its batch.
 */
public final class RecentLoss {
  private static final int STEPS = 100;

  private final int steps;
  private int seen;
  private double sum;

  /** Of a round of so many steps: of its last {@value #STEPS}, or of all if they are fewer. */
  public RecentLoss(int steps) {
    this.steps = steps;
  }

  /** Takes the loss of the next step. */
  public void add(double loss) {
    if (seen++ >= steps - STEPS) {
      sum += loss;
    }
  }

  /** The mean; NaN if no step was done. */
  public double mean() {
    return sum / Math.min(seen, STEPS);
  }
}
