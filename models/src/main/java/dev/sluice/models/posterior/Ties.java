// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior;

/**
 * Decides which of two log scores is better when equal ones differ by rounding, as those of Markov
 * equivalent graphs do: what comes first in a fixed order stays unless beaten clearly.
 */
public final class Ties {
  private static final double ABSOLUTE = 1e-9;
  private static final double RELATIVE = 1e-12;

  private Ties() {}

  /** Whether {@code candidate} beats {@code incumbent} by more than rounding. */
  public static boolean beats(double candidate, double incumbent) {
    return candidate > incumbent + tolerance(incumbent);
  }

  /** What log scores near {@code score} may differ by and still count as equal. */
  public static double tolerance(double score) {
    return Double.isInfinite(score) ? 0 : ABSOLUTE + RELATIVE * Math.abs(score);
  }
}
