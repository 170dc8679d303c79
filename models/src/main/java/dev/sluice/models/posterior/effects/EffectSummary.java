// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import java.util.List;

/**
 * The posterior of a number.
 *
 * @param mean its mean
 * @param standardDeviation its standard deviation
 * @param quantiles by level of {@link #LEVELS}
 */
// Never compared; the array belongs to the reader.
public record EffectSummary(double mean, double standardDeviation, double[] quantiles) {
  /** The levels of the quantiles, ascending. */
  public static final List<Double> LEVELS = List.of(0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975);
}
