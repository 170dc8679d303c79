// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import java.util.Arrays;

/**
 * A predicted graph without its cycles, as ENCO's authors break them: the variables of a cycle are
 * put into the order that the orientations make most likely, and edges against it go.
 *
 * <p>Here all cycles that meet are broken by one order: that of a strongly connected component. The
 * best order of fewer than 7 variables is found among all; that of more by moving single variables
 * while it gets better, from the order of their total orientation.
 */
public final class AcyclicGraph {
  private static final int ALL_ORDERS = 6;

  /** Less is rounding: without it two orders of one score could be left for each other for ever. */
  private static final double NO_GAIN = 1e-9;

  private final double[][] logOrientation;

  private AcyclicGraph(double[][] logOrientation) {
    this.logOrientation = logOrientation;
  }

  /**
   * The graph without the edges that close cycles.
   *
   * @param graph N x N: predicted edges
   * @param orientation N x N: belief that an edge between i and j runs from i to j
   */
  public static boolean[][] of(boolean[][] graph, double[][] orientation) {
    int n = graph.length;
    double[][] log = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        log[i][j] = StrictMath.log(Math.max(orientation[i][j], Double.MIN_NORMAL));
      }
    }
    return new AcyclicGraph(log).breakCycles(graph);
  }

  private boolean[][] breakCycles(boolean[][] graph) {
    boolean[][] reaches = closure(graph);
    boolean[][] acyclic = Arrays.stream(graph).map(boolean[]::clone).toArray(boolean[][]::new);
    boolean[] done = new boolean[graph.length];
    for (int i = 0; i < graph.length; i++) {
      if (!done[i] && reaches[i][i]) {
        int[] order = bestOrder(component(reaches, i));
        for (int later = 0; later < order.length; later++) {
          done[order[later]] = true;
          for (int earlier = 0; earlier < later; earlier++) {
            acyclic[order[later]][order[earlier]] = false;
          }
        }
      }
    }
    return acyclic;
  }

  /** Warshall, "A theorem on Boolean matrices" (JACM 1962). */
  private static boolean[][] closure(boolean[][] graph) {
    boolean[][] reaches = Arrays.stream(graph).map(boolean[]::clone).toArray(boolean[][]::new);
    int n = graph.length;
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        if (reaches[i][k]) {
          for (int j = 0; j < n; j++) {
            reaches[i][j] |= reaches[k][j];
          }
        }
      }
    }
    return reaches;
  }

  private static int[] component(boolean[][] reaches, int of) {
    int[] nodes = new int[reaches.length];
    int count = 0;
    for (int j = 0; j < nodes.length; j++) {
      if (reaches[of][j] && reaches[j][of]) {
        nodes[count++] = j;
      }
    }
    return Arrays.copyOf(nodes, count);
  }

  private int[] bestOrder(int[] nodes) {
    if (nodes.length <= ALL_ORDERS) {
      int[] best = nodes.clone();
      permute(nodes.clone(), 0, best);
      return best;
    }
    int[] order = byTotal(nodes);
    boolean better = true;
    while (better) {
      better = moveOne(order);
    }
    return order;
  }

  /** Tries all orders of the places from {@code from} on. */
  private void permute(int[] order, int from, int[] best) {
    if (from == order.length) {
      if (score(order) > score(best)) {
        System.arraycopy(order, 0, best, 0, order.length);
      }
      return;
    }
    for (int i = from; i < order.length; i++) {
      swap(order, from, i);
      permute(order, from + 1, best);
      swap(order, from, i);
    }
  }

  private int[] byTotal(int[] nodes) {
    return Arrays.stream(nodes)
        .boxed()
        .sorted((a, b) -> Double.compare(total(b, nodes), total(a, nodes)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private double total(int node, int[] nodes) {
    double total = 0;
    for (int other : nodes) {
      total += other == node ? 0 : logOrientation[node][other];
    }
    return total;
  }

  /** Moves the one variable that gains most; false if none gains. */
  private boolean moveOne(int[] order) {
    double most = NO_GAIN;
    int from = -1;
    int to = -1;
    for (int at = 0; at < order.length; at++) {
      for (int step = -1; step <= 1; step += 2) {
        double gain = 0;
        for (int p = at + step; p >= 0 && p < order.length; p += step) {
          gain += step * turned(order[at], order[p]);
          if (gain > most) {
            most = gain;
            from = at;
            to = p;
          }
        }
      }
    }
    if (from < 0) {
      return false;
    }
    move(order, from, to);
    return true;
  }

  /** What is gained where {@code node} goes from before to behind {@code other}. */
  private double turned(int node, int other) {
    return logOrientation[other][node] - logOrientation[node][other];
  }

  private static void move(int[] order, int from, int to) {
    int node = order[from];
    if (from < to) {
      System.arraycopy(order, from + 1, order, from, to - from);
    } else {
      System.arraycopy(order, to, order, to + 1, from - to);
    }
    order[to] = node;
  }

  private double score(int[] order) {
    double sum = 0;
    for (int later = 0; later < order.length; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        sum += logOrientation[order[earlier]][order[later]];
      }
    }
    return sum;
  }

  private static void swap(int[] order, int a, int b) {
    int node = order[a];
    order[a] = order[b];
    order[b] = node;
  }
}
