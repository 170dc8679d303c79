// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

/**
 * How close a model must be to an algorithm to be called it; fixed before any model was compared.
 * {@code docs/sequence-models.md} says where the numbers come from.
 *
 * @param lossGap of mean losses, as a share of the algorithm's, to either side
 * @param distance normalised distance of predictions, at most
 * @param cosine of local Jacobians, at least
 */
public record Margins(double lossGap, double distance, double cosine) {

  /** Those that verdicts are given with. */
  public static final Margins FIXED = new Margins(0.02, 0.05, 0.95);

  /** Checks that something is within them, and something is not. */
  public Margins {
    if (!(lossGap > 0 && distance > 0 && distance < 1 && cosine > 0 && cosine < 1)) {
      throw new IllegalArgumentException(
          "no margins of %s, %s and %s".formatted(lossGap, distance, cosine));
    }
  }
}
