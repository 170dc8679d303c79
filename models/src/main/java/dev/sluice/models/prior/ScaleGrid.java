// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.prior;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The scales t among which one is chosen by evidence: half decades about the data's own scale, the
 * prior's scale, which is meant for unit variances, times the geometric mean of the variances. They
 * reach to twelve decades below the smallest and above the largest variance. A factor common to all
 * variables changes them by its square and nothing else.
 */
public final class ScaleGrid {
  /** Below the smallest and above the largest variance. */
  private static final int HALF_DECADES_BEYOND = 24;

  private final ScorePrior prior;

  /** ln of what the prior's scale is multiplied by in the middle of the grid. */
  private final double centre;

  private final int lowest;
  private final int highest;

  /**
   * A grid.
   *
   * @param prior whose scale is for unit variances
   * @param variances of the variables; those that are not above 0 do not count
   * @param meanSquares of the variables, asked for when no variance counts; if none of these does
   *     either, the grid is about the prior's scale
   */
  public ScaleGrid(ScorePrior prior, double[] variances, Supplier<double[]> meanSquares) {
    this.prior = prior;
    double[] ofVariances = logs(variances);
    double[] logs = ofVariances.length > 0 ? ofVariances : logs(meanSquares.get());
    centre = Arrays.stream(logs).average().orElse(0);
    lowest = -HALF_DECADES_BEYOND - halfDecades(centre - Arrays.stream(logs).min().orElse(0));
    highest = HALF_DECADES_BEYOND + halfDecades(Arrays.stream(logs).max().orElse(0) - centre);
  }

  private static double[] logs(double[] sizes) {
    return Arrays.stream(sizes).filter(size -> size > 0).map(Math::log).toArray();
  }

  private static int halfDecades(double logs) {
    return (int) Math.ceil(2 * logs / Math.log(10) - 1e-9);
  }

  /** The number of the lowest scale; that in the middle has number 0. */
  public int lowest() {
    return lowest;
  }

  /** The number of the highest scale. */
  public int highest() {
    return highest;
  }

  /** Whether scale number k is too small to be reckoned with. */
  public boolean isTooSmall(int k) {
    return scale(k) < Double.MIN_NORMAL;
  }

  /** The prior with scale number k, fixed. */
  public ScorePrior prior(int k) {
    return prior.withScale(scale(k));
  }

  private double scale(int k) {
    return prior.priorScale() * Math.exp(centre + k * Math.log(10) / 2);
  }
}
