// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

/**
 * Settings of {@link Dcdi}.
 *
 * @param hidden width of the networks, which have two hidden layers
 * @param batch draws per iteration
 * @param weightRate learning rate of the networks
 * @param beliefRate learning rate of the ln odds of edges and targets
 * @param sparsity nats per draw that an edge costs
 * @param firstPenalty mu at first: weight of the square of the acyclicity constraint
 * @param penaltyGrowth what mu is multiplied by when the constraint did not fall enough
 * @param window iterations from one look at the validation draws to the next
 * @param patience most looks before the constraint grows
 * @param soft whether interventions leave the parents of their targets, and change mechanisms only
 */
public record DcdiSettings(
    int hidden,
    int batch,
    double weightRate,
    double beliefRate,
    double sparsity,
    double firstPenalty,
    double penaltyGrowth,
    int window,
    int patience,
    boolean soft) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming what is out of range
   */
  public DcdiSettings {
    requirePositive("batch", batch);
    requirePositive("window", window);
    requirePositive("patience", patience);
    if (!(firstPenalty > 0 && penaltyGrowth > 1)) {
      throw new IllegalArgumentException(
          "firstPenalty must be above 0 and penaltyGrowth above 1: %s and %s"
              .formatted(firstPenalty, penaltyGrowth));
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
  }

  /** Settings that end within some 10,000 iterations at 10 variables. */
  public static DcdiSettings standard() {
    return new DcdiSettings(16, 64, 5e-3, 1e-2, 0.01, 0.01, 2, 50, 8, false);
  }
}
