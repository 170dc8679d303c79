// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/**
 * The learning rate of each step: up from 0 to a peak in a straight line, then down along half a
 * cosine, then constant.
 *
 * @param warmUp steps to the peak
 * @param until step from which the rate is {@code end}; equal to {@code warmUp} if it never falls
 */
public record LearningRate(double peak, long warmUp, long until, double end) {

  /** Checks that the rate is above 0 and time goes forward. */
  public LearningRate {
    if (!(peak > 0 && end > 0 && Double.isFinite(peak) && end <= peak)) {
      throw new IllegalArgumentException(
          "a learning rate cannot go from %s to %s".formatted(peak, end));
    }
    if (warmUp < 0 || until < warmUp) {
      throw new IllegalArgumentException(
          "a learning rate cannot rise until step %d and fall until %d".formatted(warmUp, until));
    }
  }

  /** The same for all steps. */
  public static LearningRate fixed(double rate) {
    return new LearningRate(rate, 0, 0, rate);
  }

  /** That of a step, 0 the first. */
  public double at(long step) {
    if (step < warmUp) {
      return peak * step / warmUp;
    }
    if (step >= until) {
      return end;
    }
    double share = (double) (step - warmUp) / (until - warmUp);
    return end + (peak - end) * (1 + Math.cos(Math.PI * share)) / 2;
  }
}
