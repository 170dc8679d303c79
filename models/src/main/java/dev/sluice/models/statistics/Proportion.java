// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A share of independent trials.
 *
 * @param successes trials that had the property
 * @param trials all of them
 */
public record Proportion(long successes, long trials) {

  /** The share; blank without trials. */
  public double share() {
    return trials == 0 ? Double.NaN : (double) successes / trials;
  }

  /** Wilson's score interval (Wilson 1927), which is sensible at shares of 0 and 1 also. */
  public Interval wilson(double level) {
    if (trials == 0) {
      return Interval.BLANK;
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double n = trials;
    double p = share();
    double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }

  /**
   * The exact interval (Clopper and Pearson 1934): covers the share at least as often as the level
   * says, mostly more often. Blank without trials.
   */
  public Interval clopperPearson(double level) {
    if (trials == 0) {
      return Interval.BLANK;
    }
    double tail = (1 - level) / 2;
    double k = successes;
    double n = trials;
    double lower =
        k == 0 ? 0 : BetaDistribution.of(k, n - k + 1).inverseCumulativeProbability(tail);
    double upper = k == n ? 1 : BetaDistribution.of(k + 1, n - k).inverseSurvivalProbability(tail);
    return new Interval(lower, upper);
  }
}
