// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

/**
 * The terms beta(C-J) product of z_x over J of one C, and their signed sums: over all J, and for
 * each node v over those with v. The products' mantissas are left to the sums, which take one node
 * after the other, the highest first: what is left of a node is the number without it less z times
 * the one with it. So all the sums together take 2 operations for each J.
 *
 * <p>The terms are plain doubles relative to the largest: what is less than 2^-900 of the sum of
 * all graphs is lost, and is nothing beside it.
 */
final class SourceFold {
  /** Of so many nodes the subsets are tabled together: their tables stay in the nearest cache. */
  private static final int LOW = 7;

  /** 2^k is a double up to this k. */
  private static final long LARGEST = 1023;

  private final double[] terms;

  /** By place of a node in C. */
  private final double[] factors;

  private final long[] shifts;
  private final int[] members;
  private int nodes;

  /** By place: the sum over the J with that node, without its factor. */
  private final double[] sums;

  private double sum;

  // of the subsets of the lowest places, then of those of the others: members and exponents
  private final int[] lowSets = new int[1 << LOW];
  private final long[] lowShifts = new long[1 << LOW];
  private final int[] highSets;
  private final long[] highShifts;

  /** For C of up to {@code most} nodes. */
  SourceFold(int most) {
    terms = new double[1 << most];
    factors = new double[most];
    shifts = new long[most];
    members = new int[most];
    sums = new double[most];
    highSets = new int[1 << Math.max(0, most - LOW)];
    highShifts = new long[highSets.length];
  }

  /** Begins another C, without nodes. */
  void begin() {
    nodes = 0;
  }

  /** Adds a node, larger than those before it, and its z. */
  void add(int member, double mantissa, long exponent) {
    members[nodes] = member;
    factors[nodes] = mantissa;
    shifts[nodes] = exponent;
    nodes++;
  }

  /**
   * Makes all sums.
   *
   * @param beta by set; that of C itself is still 0
   * @param all the nodes of C
   * @param exponent no smaller than that of any term; what the sums are relative to
   */
  void gather(ScaledArray beta, int all, long exponent) {
    int low = Math.min(LOW, nodes);
    table(0, low, lowSets, lowShifts);
    table(low, nodes, highSets, highShifts);
    int lowSize = 1 << low;
    for (int high = 0; high < 1 << (nodes - low); high++) {
      gather(beta, all & ~highSets[high], highShifts[high] - exponent, high << low, lowSize);
    }
    fold();
  }

  private void gather(ScaledArray beta, int rest, long shift, int first, int size) {
    double[] mantissa = beta.mantissa;
    long[] exponent = beta.exponent;
    for (int i = 0; i < size; i++) {
      int set = rest & ~lowSets[i];
      terms[first + i] = mantissa[set] * ScaledArray.twoTo(exponent[set] + lowShifts[i] + shift);
    }
  }

  /** The members and exponents of the subsets of the places from {@code from} on. */
  private void table(int from, int to, int[] sets, long[] exponents) {
    sets[0] = 0;
    exponents[0] = 0;
    for (int place = from; place < to; place++) {
      int size = 1 << (place - from);
      for (int i = 0; i < size; i++) {
        sets[size + i] = sets[i] | members[place];
        exponents[size + i] = exponents[i] + shifts[place];
      }
    }
  }

  private void fold() {
    for (int place = nodes - 1; place >= 0; place--) {
      int half = 1 << place;
      subtract(0, half, factors[place]);
      for (int lower = place - 1; lower >= 0; lower--) {
        subtract(half, 1 << lower, factors[lower]);
      }
      sums[place] = terms[half];
    }
    sum = -terms[0];
  }

  /** terms[first + i] -= factor terms[first + half + i], i below half. */
  private void subtract(int first, int half, double factor) {
    int second = first + half;
    for (int i = 0; i < half; i++) {
      terms[first + i] -= factor * terms[second + i];
    }
  }

  /** beta(C) relative to the exponent. */
  double sum() {
    return sum;
  }

  /**
   * gamma of the node at a place.
   *
   * @param exponent that it is to be relative to, less the one of {@link #gather}
   */
  double sumWithout(int place, long exponent) {
    // the terms had the exponent of its z too
    long shift = -exponent - shifts[place];
    return shift > LARGEST ? 0 : sums[place] * ScaledArray.twoTo(shift);
  }
}
