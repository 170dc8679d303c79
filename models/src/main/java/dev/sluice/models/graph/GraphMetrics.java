// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.graph;

import java.util.Arrays;

/**
 * How far a posterior over graphs is from a known true graph. All metrics need only the edge
 * marginals: {@code edges[i][j]} is P(i -> j), d x d; the diagonal is never read.
 */
public final class GraphMetrics {
  /** Exact marginals carry absolute errors up to about this size: smaller ones are ties. */
  private static final double NEGLIGIBLE = 1e-12;

  private GraphMetrics() {}

  /**
   * Structural Hamming distance: the number of unordered pairs of nodes that are joined differently
   * (no edge, i -> j, j -> i) in the two graphs. A reversed edge counts once.
   *
   * @throws IllegalArgumentException if the graphs differ in their number of nodes
   */
  public static int shd(Dag a, Dag b) {
    return shd(a.adjacency(), b);
  }

  /**
   * Structural Hamming distance of a predicted graph, which may have cycles, to the true one: the
   * number of unordered pairs of nodes that are joined differently (no edge, i -> j, j -> i, both).
   * A reversed edge counts once, and so does one that is predicted both ways.
   *
   * @param graph N x N: [i][j] says i -> j
   * @throws IllegalArgumentException if the graphs differ in their number of nodes
   */
  public static int shd(boolean[][] graph, Dag truth) {
    requireNodes(graph.length, truth);
    int distance = 0;
    for (int i = 0; i < graph.length; i++) {
      for (int j = i + 1; j < graph.length; j++) {
        if (graph[i][j] != truth.hasEdge(i, j) || graph[j][i] != truth.hasEdge(j, i)) {
          distance++;
        }
      }
    }
    return distance;
  }

  /**
   * Expectation of {@link #shd(boolean[][], Dag)} of a graph that has each edge independently of
   * the others, as learners by gradients believe: P(i -> j) and P(j -> i) may add up to more than
   * 1.
   *
   * @throws IllegalArgumentException if the beliefs do not fit the graph or one is NaN
   */
  public static double expectedShdOfIndependentEdges(double[][] edges, Dag truth) {
    check(edges, truth);
    double expected = 0;
    for (int i = 0; i < truth.nodes(); i++) {
      for (int j = i + 1; j < truth.nodes(); j++) {
        double forth = truth.hasEdge(i, j) ? edges[i][j] : 1 - edges[i][j];
        double back = truth.hasEdge(j, i) ? edges[j][i] : 1 - edges[j][i];
        expected += 1 - forth * back;
      }
    }
    return expected;
  }

  /**
   * Expectation of {@link #shd(Dag, Dag)} to the true graph under the posterior: the sum over
   * unordered pairs of 1 - P(the pair is joined as in the truth).
   *
   * @throws IllegalArgumentException if the marginals do not fit the graph or one is NaN
   */
  public static double expectedShd(double[][] edges, Dag truth) {
    check(edges, truth);
    double expected = 0;
    for (int i = 0; i < truth.nodes(); i++) {
      for (int j = i + 1; j < truth.nodes(); j++) {
        if (truth.hasEdge(i, j)) {
          expected += 1 - edges[i][j];
        } else if (truth.hasEdge(j, i)) {
          expected += 1 - edges[j][i];
        } else {
          expected += edges[i][j] + edges[j][i];
        }
      }
    }
    return expected;
  }

  /**
   * Area under the ROC curve of the edge marginals as scores of the ordered pairs: the probability
   * that a true edge has a higher marginal than a pair without it, ties counting half. Marginals
   * below 1e-12 are ties.
   *
   * @return NaN if the truth has no edge or every ordered pair is one
   * @throws IllegalArgumentException if the marginals do not fit the graph or one is NaN
   */
  public static double auroc(double[][] edges, Dag truth) {
    check(edges, truth);
    double[] present = scores(edges, truth, true);
    double[] absent = scores(edges, truth, false);
    if (present.length == 0 || absent.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(present);
    Arrays.sort(absent);
    double wins = 0;
    int below = 0;
    int notAbove = 0;
    for (double edge : present) {
      while (below < absent.length && absent[below] < edge) {
        below++;
      }
      while (notAbove < absent.length && absent[notAbove] <= edge) {
        notAbove++;
      }
      wins += below + 0.5 * (notAbove - below);
    }
    return wins / present.length / absent.length;
  }

  /**
   * Brier score: the mean over the d (d - 1) ordered pairs of the squared difference between the
   * marginal and the truth (1 for an edge, else 0). 0 is perfect; NaN for fewer than two nodes.
   *
   * @throws IllegalArgumentException if the marginals do not fit the graph or one is NaN
   */
  public static double brier(double[][] edges, Dag truth) {
    check(edges, truth);
    int nodes = truth.nodes();
    double sum = 0;
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        if (i != j) {
          double error = edges[i][j] - (truth.hasEdge(i, j) ? 1 : 0);
          sum += error * error;
        }
      }
    }
    return sum / (nodes * (nodes - 1.0));
  }

  /** Entropy of a graph that has each edge independently of the others, nats. */
  public static double entropyOfIndependentEdges(double[][] edges) {
    double entropy = 0;
    for (int i = 0; i < edges.length; i++) {
      for (int j = 0; j < edges.length; j++) {
        if (i != j) {
          entropy += entropy(edges[i][j]);
        }
      }
    }
    return entropy;
  }

  /** Entropy of an edge that is there with this probability, nats. */
  public static double entropy(double probability) {
    return -(timesLog(probability) + timesLog(1 - probability));
  }

  private static double timesLog(double probability) {
    return probability > 0 ? probability * StrictMath.log(probability) : 0;
  }

  private static void requireNodes(int nodes, Dag truth) {
    if (nodes != truth.nodes()) {
      throw new IllegalArgumentException(
          "graphs of %d and %d nodes cannot be compared".formatted(nodes, truth.nodes()));
    }
  }

  private static double[] scores(double[][] edges, Dag truth, boolean present) {
    int nodes = truth.nodes();
    double[] scores = new double[nodes * nodes];
    int count = 0;
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        if (i != j && truth.hasEdge(i, j) == present) {
          scores[count++] = edges[i][j] < NEGLIGIBLE ? 0 : edges[i][j];
        }
      }
    }
    return Arrays.copyOf(scores, count);
  }

  /** The largest difference of an entry of two matrices of one size. */
  public static double largestDifference(double[][] one, double[][] other) {
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < one[i].length; j++) {
        largest = Math.max(largest, Math.abs(one[i][j] - other[i][j]));
      }
    }
    return largest;
  }

  private static void check(double[][] edges, Dag truth) {
    int nodes = truth.nodes();
    if (edges.length != nodes) {
      throw new IllegalArgumentException(
          "edge marginals have %d rows, the true graph %d nodes".formatted(edges.length, nodes));
    }
    for (int i = 0; i < nodes; i++) {
      if (edges[i].length != nodes) {
        throw new IllegalArgumentException(
            "row %d of the edge marginals has %d entries, the true graph %d nodes"
                .formatted(i, edges[i].length, nodes));
      }
      for (int j = 0; j < nodes; j++) {
        if (i != j && Double.isNaN(edges[i][j])) {
          throw new IllegalArgumentException("edge marginal [%d][%d] is NaN".formatted(i, j));
        }
      }
    }
  }
}
