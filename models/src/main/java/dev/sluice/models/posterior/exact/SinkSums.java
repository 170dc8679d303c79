// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.score.ParentSets;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.posterior.threads.Team;

/**
 * alpha(U), the sum over all graphs on U, by inclusion and exclusion of sinks. Tian and He 2009 in
 * the form of Pensar et al. 2020:
 *
 * <pre>
 * alpha(U) = sum over nonempty I within U of (-1)^(|I|+1) alpha(U-I) product of z_v(U-I), v in I
 * </pre>
 *
 * <p>Each U-I adds its terms to all U, the smallest first: when all of fewer nodes have done so, it
 * is complete. The U are divided by their highest nodes, the rest of which no two threads share.
 */
final class SinkSums {
  /** With fewer nodes below the highest, the terms of one set are too few. */
  private static final int FEWEST_LOW = 10;

  private static final int MOST_HIGH = 5;

  private final FamilySums families;
  private final ScaledArray alpha;

  /** How many of the nodes are not among the highest. */
  private final int low;

  /** By thread. */
  private final Terms[] terms;

  private SinkSums(FamilySums families, Team team) {
    this.families = families;
    alpha = new ScaledArray(1 << families.nodes());
    low = families.nodes() - high(families.nodes());
    terms = new Terms[team.size()];
    for (int thread = 0; thread < terms.length; thread++) {
      terms[thread] = new Terms(1 << low);
    }
  }

  /** alpha by bit mask of U. */
  static ScaledArray of(FamilySums families, Team team) {
    return new SinkSums(families, team).compute(team);
  }

  private static int high(int nodes) {
    return Math.max(0, Math.min(MOST_HIGH, nodes - FEWEST_LOW));
  }

  private ScaledArray compute(Team team) {
    alpha.set(0, 1, 0);
    setExponents();
    int nodes = families.nodes();
    int heads = 1 << high(nodes);
    for (int size = 0; size < nodes; size++) {
      int before = size;
      long steps = SetsOfSize.count(nodes, size) << (nodes - size);
      // the largest part first
      team.forEach(
          heads, steps, (thread, number) -> add(heads - 1 - number, before, terms[thread]));
    }
    return alpha;
  }

  /** The exponents of the largest products: no term of the sum has a larger one. */
  private void setExponents() {
    for (int set = 1; set < alpha.size(); set++) {
      Cancellation.check(set);
      long largest = Long.MIN_VALUE;
      for (int rest = set; rest != 0; rest &= rest - 1) {
        int sink = Integer.numberOfTrailingZeros(rest);
        int others = set & ~(1 << sink);
        long exponent = families.sums(sink).exponent[ParentSets.index(sink, others)];
        largest = Math.max(largest, alpha.exponent[others] + exponent);
      }
      alpha.exponent[set] = largest;
    }
  }

  /** Adds to all U whose highest nodes are {@code head} the terms of the U-I of a size. */
  private void add(int head, int size, Terms scratch) {
    int all = (1 << low) - 1;
    for (int part = head; ; part = (part - 1) & head) {
      int left = size - Integer.bitCount(part);
      for (int set = SetsOfSize.first(left, low); set >= 0; set = SetsOfSize.next(set, all)) {
        Cancellation.check();
        scatter(part << low | set, head << low | all, head << low, scratch);
      }
      if (part == 0) {
        return;
      }
    }
  }

  /**
   * Adds the terms in which {@code from} is U-I.
   *
   * @param most of what U may be
   * @param least of what it must have
   */
  private void scatter(int from, int most, int least, Terms scratch) {
    scratch.begin(alpha.mantissa[from], alpha.exponent[from], from);
    int required = least & ~from;
    for (int rest = required; rest != 0; rest &= rest - 1) {
      int node = Integer.numberOfTrailingZeros(rest);
      int index = ParentSets.index(node, from);
      ScaledArray sums = families.sums(node);
      scratch.multiply(1 << node, -sums.mantissa[index], sums.exponent[index]);
    }
    for (int rest = most & ~from & ~required; rest != 0; rest &= rest - 1) {
      int node = Integer.numberOfTrailingZeros(rest);
      int index = ParentSets.index(node, from);
      ScaledArray sums = families.sums(node);
      scratch.append(1 << node, -sums.mantissa[index], sums.exponent[index]);
    }
    scratch.subtractFrom(alpha, required == 0 ? 1 : 0);
  }

  /** alpha(U-I) product of -z_v(U-I) for some I: of signed numbers with exponents. */
  private static final class Terms {
    private final double[] mantissa;
    private final long[] exponent;

    /** U as a bit mask. */
    private final int[] set;

    private int size;

    Terms(int most) {
      mantissa = new double[most];
      exponent = new long[most];
      set = new int[most];
    }

    /** A single one. */
    void begin(double ofMantissa, long ofExponent, int ofSet) {
      mantissa[0] = ofMantissa;
      exponent[0] = ofExponent;
      set[0] = ofSet;
      size = 1;
    }

    /** Puts a node into the I of the single one. */
    void multiply(int member, double factor, long shift) {
      mantissa[0] *= factor;
      exponent[0] += shift;
      set[0] |= member;
    }

    /** Doubles the number of I: without a node and with it. */
    void append(int member, double factor, long shift) {
      for (int i = 0; i < size; i++) {
        mantissa[size + i] = mantissa[i] * factor;
        exponent[size + i] = exponent[i] + shift;
        set[size + i] = set[i] | member;
      }
      size *= 2;
    }

    void subtractFrom(ScaledArray sums, int first) {
      double[] mantissas = sums.mantissa;
      long[] exponents = sums.exponent;
      for (int i = first; i < size; i++) {
        int to = set[i];
        mantissas[to] -= mantissa[i] * ScaledArray.twoTo(exponent[i] - exponents[to]);
      }
    }
  }
}
