// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import org.apache.commons.statistics.descriptive.Quantile;

/** Quartiles of some numbers. */
public record Quartiles(double lower, double median, double upper) {
  private static final Quantile LINEAR =
      Quantile.withDefaults().with(Quantile.EstimationMethod.HF7).withCopy(true);

  /**
   * Quartiles of numbers, interpolated linearly between order statistics (Hyndman and Fan, "Sample
   * quantiles in statistical packages", 1996, definition 7).
   *
   * @param values at least one; NaN counts as the largest
   */
  public static Quartiles of(double[] values) {
    double[] quartiles = LINEAR.evaluate(values, 0.25, 0.5, 0.75);
    return new Quartiles(quartiles[0], quartiles[1], quartiles[2]);
  }
}
