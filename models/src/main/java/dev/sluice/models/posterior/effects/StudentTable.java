// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's distribution function of some degrees of freedom, from a table that is filled where it
 * is asked for: cubics between {@value #PER_UNIT} points of each unit, with the density for their
 * slopes, are off by less than 1e-9. A mixture asks a million times.
 */
final class StudentTable {
  private static final int PER_UNIT = 64;

  /** Beyond this the tails are asked for one by one, where they are not nothing. */
  private static final int LAST = 16;

  private static final double NOTHING = 1e-15;

  private final TDistribution distribution;

  /** By point, the probability below -point / 64; not a number until asked for. */
  private final double[] tails = new double[LAST * PER_UNIT + 2];

  private final double[] densities = new double[tails.length];
  private final boolean endless;

  StudentTable(double degrees) {
    distribution = TDistribution.of(degrees);
    Arrays.fill(tails, Double.NaN);
    endless = distribution.cumulativeProbability(-LAST) > NOTHING;
  }

  /** The probability up to z. */
  double cumulative(double z) {
    double tail = tail(Math.abs(z));
    return z > 0 ? 1 - tail : tail;
  }

  private double tail(double z) {
    if (!(z < LAST)) {
      return endless ? distribution.cumulativeProbability(-z) : 0;
    }
    double place = z * PER_UNIT;
    int point = (int) place;
    double u = place - point;
    fill(point);
    fill(point + 1);
    double from = tails[point];
    double to = tails[point + 1];
    double slopeFrom = -densities[point] / PER_UNIT;
    double slopeTo = -densities[point + 1] / PER_UNIT;
    double rise = to - from;
    // Hermite's cubic
    return from
        + u
            * (slopeFrom
                + u * (3 * rise - 2 * slopeFrom - slopeTo + u * (slopeFrom + slopeTo - 2 * rise)));
  }

  private void fill(int point) {
    if (Double.isNaN(tails[point])) {
      double z = (double) point / PER_UNIT;
      tails[point] = distribution.cumulativeProbability(-z);
      densities[point] = distribution.density(z);
    }
  }
}
