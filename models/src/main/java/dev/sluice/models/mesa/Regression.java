// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

/**
 * Which pairs of what precedes a token, z, and the token, s, a learner sums up, in C, the sum of s
 * z', and H, the sum of z z'. Learners of one regression share these sums.
 *
 * @param delays z is so many tokens, the newest first, with 0 for those before the first; 1 or more
 * @param features whether z is the true features of the newest token, which only a simulated
 *     sequence has
 * @param forgetting what the sums keep at each pair that is learned, above 0 and at most 1
 * @param everySecond whether only tokens of even steps are learned: those that answer the one
 *     before
 */
public record Regression(int delays, boolean features, double forgetting, boolean everySecond) {

  /** Checks delays and forgetting. */
  public Regression {
    if (delays < 1 || (features && delays > 1)) {
      throw new IllegalArgumentException("a token cannot be regressed on %d".formatted(delays));
    }
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting must be above 0 and at most 1: " + forgetting);
    }
  }

  /** On the token before. */
  public static Regression onLast() {
    return new Regression(1, false, 1, false);
  }

  /** On so many tokens before. */
  public static Regression onDelays(int delays) {
    return new Regression(delays, false, 1, false);
  }

  /** On the true features of the token before. */
  public static Regression onFeatures() {
    return new Regression(1, true, 1, false);
  }

  /** This, with forgetting. */
  public Regression forgetting(double factor) {
    return new Regression(delays, features, factor, everySecond);
  }

  /** This, of pairs that do not overlap. */
  public Regression ofEverySecond() {
    return new Regression(delays, features, forgetting, true);
  }

  /** What tells it from that on the last token, as commands say it; empty of that itself. */
  String suffix() {
    return (delays > 1 ? ":delays-" + delays : "")
        + (features ? ":features" : "")
        + (forgetting < 1 ? ":forgetting-" + forgetting : "")
        + (everySecond ? ":pairs" : "");
  }
}
