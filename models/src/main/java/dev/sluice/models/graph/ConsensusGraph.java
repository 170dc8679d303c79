// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One graph that stands for a posterior over graphs, made of its edge marginals: {@code
 * edges[i][j]} is P(i -> j), d x d; the diagonal is never read.
 */
public final class ConsensusGraph {
  /** The most nodes on cycles with one another among which orders are searched. */
  public static final int MAX_CYCLIC = 20;

  /** What marginals are exact to. */
  private static final double ROUNDING = 1e-12;

  private ConsensusGraph() {}

  /**
   * The median probability graph: the edges that are more probable than not. It may have cycles of
   * three nodes and more, though no graph of the posterior has.
   *
   * @return d x d: [i][j] says i -> j
   */
  public static boolean[][] median(double[][] edges) {
    boolean[][] graph = new boolean[edges.length][edges.length];
    for (int i = 0; i < edges.length; i++) {
      for (int j = 0; j < edges.length; j++) {
        graph[i][j] = i != j && edges[i][j] > .5;
      }
    }
    return graph;
  }

  /**
   * The acyclic graph of least expected structural Hamming distance to the true one, a reversed
   * edge counting once ({@link GraphMetrics#expectedShd}). Each pair of nodes is joined as is most
   * probable, if that makes no cycle; else, among the nodes of each cycle, all orders are searched
   * by dynamic programming over sets.
   *
   * @throws IllegalArgumentException if more than {@value #MAX_CYCLIC} nodes lie on cycles with one
   *     another
   */
  public static Dag leastExpectedShd(double[][] edges) {
    int nodes = edges.length;
    double[][] gains = gains(edges);
    boolean[][] graph = new boolean[nodes][nodes];
    for (int i = 0; i < nodes; i++) {
      for (int j = i + 1; j < nodes; j++) {
        // of equally probable directions, as Markov equivalence makes them, that of the indices
        boolean back = gains[j][i] - gains[i][j] > ROUNDING;
        graph[i][j] = !back && gains[i][j] > 0;
        graph[j][i] = back && gains[j][i] > 0;
      }
    }
    for (int[] component : components(graph)) {
      if (component.length > 1) {
        order(component, gains, graph);
      }
    }
    return Dag.ofAdjacency(graph);
  }

  /** By how much the distance is expected to fall by i -> j instead of no edge. */
  private static double[][] gains(double[][] edges) {
    double[][] gains = new double[edges.length][edges.length];
    for (int i = 0; i < edges.length; i++) {
      for (int j = 0; j < edges.length; j++) {
        if (i != j) {
          gains[i][j] = edges[i][j] - Math.max(0, 1 - edges[i][j] - edges[j][i]);
        }
      }
    }
    return gains;
  }

  /** Joins the nodes of a component anew, in their best order. */
  private static void order(int[] component, double[][] gains, boolean[][] graph) {
    int size = component.length;
    if (size > MAX_CYCLIC) {
      throw new IllegalArgumentException(
          "%d nodes lie on cycles of the most probable edges: at most %d can be put in order"
              .formatted(size, MAX_CYCLIC));
    }
    double[] best = new double[1 << size];
    byte[] last = new byte[1 << size];
    for (int set = 1; set < best.length; set++) {
      best[set] = Double.NEGATIVE_INFINITY;
      for (int node = 0; node < size; node++) {
        if ((set >>> node & 1) != 0) {
          int before = set & ~(1 << node);
          double gain = best[before] + gainOfLast(component, node, before, gains);
          if (gain > best[set]) {
            best[set] = gain;
            last[set] = (byte) node;
          }
        }
      }
    }
    for (int one : component) {
      for (int other : component) {
        graph[one][other] = false;
      }
    }
    for (int set = best.length - 1; set != 0; set &= ~(1 << last[set])) {
      int node = component[last[set]];
      for (int k = 0; k < size; k++) {
        if ((set >>> k & 1) != 0 && k != last[set]) {
          graph[component[k]][node] = gains[component[k]][node] > 0;
        }
      }
    }
  }

  private static double gainOfLast(int[] component, int node, int before, double[][] gains) {
    double gain = 0;
    for (int rest = before; rest != 0; rest &= rest - 1) {
      int earlier = component[Integer.numberOfTrailingZeros(rest)];
      gain += Math.max(0, gains[earlier][component[node]]);
    }
    return gain;
  }

  /** The strongly connected components: nodes that reach one another. */
  private static List<int[]> components(boolean[][] graph) {
    int nodes = graph.length;
    boolean[][] reaches = new boolean[nodes][];
    for (int i = 0; i < nodes; i++) {
      reaches[i] = graph[i].clone();
      reaches[i][i] = true;
    }
    for (int via = 0; via < nodes; via++) {
      for (int i = 0; i < nodes; i++) {
        if (reaches[i][via]) {
          for (int j = 0; j < nodes; j++) {
            reaches[i][j] |= reaches[via][j];
          }
        }
      }
    }
    List<int[]> components = new ArrayList<>();
    boolean[] placed = new boolean[nodes];
    for (int i = 0; i < nodes; i++) {
      if (!placed[i]) {
        int first = i;
        int[] component =
            IntStream.range(first, nodes)
                .filter(j -> reaches[first][j] && reaches[j][first])
                .toArray();
        Arrays.stream(component).forEach(j -> placed[j] = true);
        components.add(component);
      }
    }
    return components;
  }

  /**
   * Edges that are all in the true graph with at least this probability: as many of the most
   * probable ones as Bonferroni's bound allows, which needs marginals alone. Those of equal
   * probability come all or not at all.
   *
   * @param level above 0 and at most 1
   * @return d x d: [i][j] says i -> j
   */
  public static boolean[][] credible(double[][] edges, double level) {
    int nodes = edges.length;
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        if (i != j) {
          pairs.add(new int[] {i, j});
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(pair -> -edges[pair[0]][pair[1]]));
    boolean[][] graph = new boolean[nodes][nodes];
    double missing = 0;
    int next = 0;
    while (next < pairs.size()) {
      int end = next;
      double probability = edges[pairs.get(next)[0]][pairs.get(next)[1]];
      while (end < pairs.size()
          && probability - edges[pairs.get(end)[0]][pairs.get(end)[1]] <= ROUNDING) {
        missing += 1 - edges[pairs.get(end)[0]][pairs.get(end)[1]];
        end++;
      }
      if (missing > 1 - level + ROUNDING) {
        break;
      }
      for (int[] pair : pairs.subList(next, end)) {
        graph[pair[0]][pair[1]] = true;
      }
      next = end;
    }
    return graph;
  }
}
