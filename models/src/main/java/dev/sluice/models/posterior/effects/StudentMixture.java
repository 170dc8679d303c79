// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import java.util.Arrays;

/**
 * A mixture of Student's distributions and an atom at 0, which has what the others leave of the
 * probability. Numbers are in a unit that makes them neither huge nor tiny.
 */
final class StudentMixture {
  /** What quantiles leave out of the smallest shares, together. */
  private static final double LEFT_OUT = 1e-6;

  private final StudentTables tables;
  private int size;
  private double[] shares = new double[16];
  private double[] locations = new double[16];
  private double[] scales = new double[16];
  private short[] kinds = new short[16];
  private double sum;

  StudentMixture(StudentTables tables) {
    this.tables = tables;
  }

  /** Leaves probability to the others but adds nothing: a share too small to matter. */
  void pass(double share) {
    sum += share;
  }

  /**
   * Adds a part.
   *
   * @param parents of the cause: the more, the more degrees of freedom
   */
  void add(double share, double location, double scale, int parents) {
    if (size == shares.length) {
      int larger = size + size / 2;
      shares = Arrays.copyOf(shares, larger);
      locations = Arrays.copyOf(locations, larger);
      scales = Arrays.copyOf(scales, larger);
      kinds = Arrays.copyOf(kinds, larger);
    }
    shares[size] = share;
    locations[size] = location;
    scales[size] = scale;
    kinds[size] = (short) parents;
    size++;
    sum += share;
  }

  /** The probability of the atom. */
  double atom() {
    return Math.max(0, 1 - sum);
  }

  /**
   * Sums it up.
   *
   * @param power of two, the unit of the result
   * @throws ArithmeticException if that is beyond the range of numbers
   */
  EffectSummary summary(int power) {
    double mean = 0;
    for (int i = 0; i < size; i++) {
      mean += shares[i] * locations[i];
    }
    double variance = atom() * mean * mean;
    for (int i = 0; i < size; i++) {
      double degrees = tables.degrees(kinds[i]);
      double distance = locations[i] - mean;
      double own = scales[i] * scales[i] * (degrees / (degrees - 2));
      variance += shares[i] * (own + distance * distance);
    }
    double deviation = Math.sqrt(variance);
    double[] quantiles = quantiles(mean, deviation);
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = scaled(quantiles[i], power);
    }
    double scaled = scaled(deviation, power);
    if (deviation > 0 && scaled < Double.MIN_NORMAL) {
      throw new ArithmeticException("the effect is too small for a number");
    }
    return new EffectSummary(scaled(mean, power), scaled, quantiles);
  }

  private static double scaled(double number, int power) {
    double scaled = Math.scalb(number, power);
    if (!Double.isFinite(scaled)) {
      throw new ArithmeticException("the effect is too large for a number");
    }
    return scaled;
  }

  private double[] quantiles(double mean, double deviation) {
    double least = leastShare();
    int[] kept = new int[size];
    int count = 0;
    double keptSum = 0;
    for (int i = 0; i < size; i++) {
      if (shares[i] >= least) {
        kept[count++] = i;
        keptSum += shares[i];
      }
    }
    double whole = count == 0 ? 0 : Math.min(1, sum) / keptSum;
    int last = count;
    return new Quantiles(x -> whole * cumulative(kept, last, x), atom(), mean, deviation)
        .ofLevels();
  }

  private double cumulative(int[] kept, int count, double x) {
    double cumulative = 0;
    for (int place = 0; place < count; place++) {
      int i = kept[place];
      double z = (x - locations[i]) / scales[i];
      cumulative += shares[i] * tables.of(kinds[i]).cumulative(z);
    }
    return cumulative;
  }

  /** Smaller shares are together less than what is left out. */
  private double leastShare() {
    double[] sorted = Arrays.copyOf(shares, size);
    Arrays.sort(sorted);
    double below = 0;
    for (double share : sorted) {
      below += share;
      if (below > LEFT_OUT) {
        return share;
      }
    }
    return 0;
  }
}
