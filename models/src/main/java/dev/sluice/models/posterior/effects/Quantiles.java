// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Quantiles of a distribution that has a continuous part, and perhaps an atom at 0: the smallest
 * number up to which there is at least so much probability.
 *
 * @param continuous by number, how much of the probability the continuous part has up to it
 * @param atom the probability of exactly 0
 * @param mean of the whole
 * @param deviation of the whole
 */
record Quantiles(DoubleUnaryOperator continuous, double atom, double mean, double deviation) {
  /** Of the standard deviation, to which quantiles are found. */
  private static final double TOLERANCE = 1e-11;

  /** Doublings that leave any bracket behind. */
  private static final int MOST_STEPS = 200;

  /** By level of {@link EffectSummary#LEVELS}, ascending. */
  double[] ofLevels() {
    List<Double> levels = EffectSummary.LEVELS;
    double[] quantiles = new double[levels.size()];
    if (!(deviation > 0)) {
      Arrays.fill(quantiles, mean);
      return quantiles;
    }
    double belowZero = atom > 0 ? continuous.applyAsDouble(0) : 0;
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < quantiles.length; i++) {
      last = Math.max(last, of(levels.get(i), belowZero));
      quantiles[i] = last;
    }
    return quantiles;
  }

  private double of(double level, double belowZero) {
    // whatever the distribution, its quantile is no further off: Cantelli's inequality
    double low = mean - 1.01 * deviation * Math.sqrt((1 - level) / level);
    double high = mean + 1.01 * deviation * Math.sqrt(level / (1 - level));
    if (!(atom > 0)) {
      return root(level, low, high);
    }
    if (level <= belowZero) {
      return root(level, Math.min(low, 0), 0);
    }
    return level <= belowZero + atom ? 0 : root(level - atom, 0, Math.max(high, 0));
  }

  /**
   * Where the continuous part has so much: by inverse quadratic interpolation where that is safe,
   * else by halving. Chandrupatla 1997.
   */
  private double root(double level, double low, double high) {
    double a = high;
    double b = low;
    double atA = continuous.applyAsDouble(a) - level;
    double atB = continuous.applyAsDouble(b) - level;
    if (atA <= 0) {
      return a; // what was left out is missing there
    }
    if (atB >= 0) {
      return b;
    }
    double c = b;
    double atC = atB;
    double step = 0.5;
    for (int i = 0; i < MOST_STEPS; i++) {
      double x = a + step * (b - a);
      double atX = continuous.applyAsDouble(x) - level;
      if (atX > 0 == atA > 0) {
        c = a;
        atC = atA;
      } else {
        c = b;
        atC = atB;
        b = a;
        atB = atA;
      }
      a = x;
      atA = atX;
      boolean nearer = Math.abs(atA) < Math.abs(atB);
      double best = nearer ? a : b;
      double tolerance = TOLERANCE * deviation + 2 * Math.ulp(best);
      double least = tolerance / Math.abs(b - a);
      if (least > 0.5 || (nearer ? atA : atB) == 0) {
        return best;
      }
      step = Math.min(1 - least, Math.max(least, step(a, b, c, atA, atB, atC)));
    }
    return a;
  }

  private static double step(double a, double b, double c, double atA, double atB, double atC) {
    double xi = (a - b) / (c - b);
    double phi = (atA - atB) / (atC - atB);
    if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
      return atA / (atB - atA) * atC / (atB - atC)
          + (c - a) / (b - a) * atA / (atC - atA) * atB / (atC - atB);
    }
    return 0.5;
  }
}
