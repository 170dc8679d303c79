// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.Rows;
import java.util.Arrays;

/**
 * What each edge does to the loss of the variable that it leads to: the expectation, over the other
 * edges into it, of its loss with i -> j less that without (Lippe et al., equations 4 and 5).
 *
 * <p>The paper takes the mean loss of graphs with the edge less that of graphs without. Ours has
 * the same expectation and, for as many sets of parents, a far smaller variance: every open edge is
 * turned in the same graphs, so that what other parents do is in both losses and cancels. As many
 * graphs are turned as about K sets of parents per variable allow: all of them once few edges are
 * open. Where that is not even two, as of many variables that are all open, it is the paper's that
 * is taken. How many depends on beliefs alone, not on what was drawn. Either way an edge on which
 * all K graphs agree is settled and has no gain, and a set that comes twice is evaluated once.
 */
final class EdgeGains {
  private final int n;
  private final int graphs;
  private final NetworkPass pass;
  private final double[][] gains;
  private final boolean[][] open;

  private final long[] common;
  private final long[] set;
  private final long[] further;
  private final double[] ofGraphs;

  /** Sets of parents that have been evaluated, and the losses. */
  private long[][] sets;

  private double[] losses;
  private int count;

  /** Room for up to so many graphs; {@code pass} has room for a batch. */
  EdgeGains(int variables, int graphs, NetworkPass pass) {
    n = variables;
    this.graphs = graphs;
    this.pass = pass;
    gains = new double[n][n];
    open = new boolean[n][n];
    int words = (n + Long.SIZE - 1) / Long.SIZE;
    common = new long[words];
    set = new long[words];
    further = new long[words];
    ofGraphs = new double[graphs];
    sets = new long[2 * graphs][words];
    losses = new double[2 * graphs];
  }

  /** Most bytes of heap that room for so many graphs takes. */
  static long bytes(int variables, int graphs) {
    long n = variables;
    long words = (n + Long.SIZE - 1) / Long.SIZE;
    long set = 24 + Long.BYTES * words + Double.BYTES + Long.BYTES;
    return (Double.BYTES + 1) * n * n + 2L * graphs * set;
  }

  /**
   * Estimates.
   *
   * @param sample K graphs, drawn from the beliefs
   * @param beliefs N x N
   * @param settled variables into which no edge has a gain
   */
  void estimate(
      GraphSample sample,
      double[][] beliefs,
      float[] weights,
      Rows rows,
      int[] draws,
      VariableSet settled) {
    for (int j = 0; j < n; j++) {
      boolean any = false;
      for (int i = 0; i < n; i++) {
        open[i][j] = !settled.contains(j) && isOpen(sample, i, j);
        any |= open[i][j];
      }
      if (any) {
        begin(sample, j, weights, rows, draws);
        int turned = turned(expectedOpen(beliefs, j));
        if (turned < 2) {
          compare(sample, j);
        } else {
          turn(sample, j, turned);
        }
      }
    }
  }

  /** Whether graphs do not agree on i -> j. */
  boolean isOpen(int i, int j) {
    return open[i][j];
  }

  /** The gain of an open edge, nats per draw; below 0 if the edge is of use. */
  double gain(int i, int j) {
    return gains[i][j];
  }

  private boolean isOpen(GraphSample sample, int i, int j) {
    boolean first = sample.has(0, i, j);
    for (int k = 1; k < graphs; k++) {
      if (sample.has(k, i, j) != first) {
        return true;
      }
    }
    return false;
  }

  /** All graphs where there are no more than K sets to tell apart. */
  private int turned(double openEdges) {
    return StrictMath.pow(2, openEdges) <= graphs ? graphs : (int) (graphs / (1 + openEdges));
  }

  /** How many edges into j so many graphs are expected not to agree on. */
  private double expectedOpen(double[][] beliefs, int j) {
    double expected = 0;
    for (int i = 0; i < n; i++) {
      double belief = beliefs[i][j];
      if (belief > 0 && belief < 1) {
        expected += 1 - power(belief, graphs) - power(1 - belief, graphs);
      }
    }
    return expected;
  }

  private static double power(double base, int exponent) {
    double power = 1;
    double square = base;
    for (int rest = exponent; rest > 0; rest >>= 1) {
      power *= (rest & 1) != 0 ? square : 1;
      square *= square;
    }
    return power;
  }

  private void begin(GraphSample sample, int j, float[] weights, Rows rows, int[] draws) {
    count = 0;
    take(sample, 0, j, common);
    for (int k = 1; k < graphs; k++) {
      int from = sample.place(k, j);
      for (int w = 0; w < common.length; w++) {
        common[w] &= sample.masks()[from + w];
      }
    }
    pass.load(weights, j, rows, draws);
    pass.beginCommon(common);
  }

  private static void take(GraphSample sample, int k, int j, long[] into) {
    System.arraycopy(sample.masks(), sample.place(k, j), into, 0, into.length);
  }

  private void turn(GraphSample sample, int j, int turned) {
    for (int i = 0; i < n; i++) {
      gains[i][j] = 0;
    }
    for (int k = 0; k < turned; k++) {
      take(sample, k, j, set);
      double loss = loss();
      for (int i = 0; i < n; i++) {
        if (open[i][j]) {
          boolean has = sample.has(k, i, j);
          set[i / Long.SIZE] ^= 1L << i;
          double other = loss();
          set[i / Long.SIZE] ^= 1L << i;
          gains[i][j] += (has ? loss - other : other - loss) / turned;
        }
      }
    }
  }

  private void compare(GraphSample sample, int j) {
    for (int k = 0; k < graphs; k++) {
      take(sample, k, j, set);
      ofGraphs[k] = loss();
    }
    for (int i = 0; i < n; i++) {
      double with = 0;
      double without = 0;
      int having = 0;
      for (int k = 0; k < graphs; k++) {
        if (sample.has(k, i, j)) {
          with += ofGraphs[k];
          having++;
        } else {
          without += ofGraphs[k];
        }
      }
      gains[i][j] = open[i][j] ? with / having - without / (graphs - having) : 0;
    }
  }

  /** Of {@link #set}: mean over the batch. */
  private double loss() {
    for (int s = 0; s < count; s++) {
      if (Arrays.equals(sets[s], set)) {
        return losses[s];
      }
    }
    if (count == sets.length) {
      sets = Arrays.copyOf(sets, 2 * count);
      losses = Arrays.copyOf(losses, 2 * count);
      for (int s = count; s < sets.length; s++) {
        sets[s] = new long[set.length];
      }
    }
    for (int w = 0; w < further.length; w++) {
      further[w] = set[w] & ~common[w];
    }
    pass.addFurther(further);
    System.arraycopy(set, 0, sets[count], 0, set.length);
    losses[count] = pass.meanLoss();
    return losses[count++];
  }
}
