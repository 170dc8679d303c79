// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.graph.Dag;

/** How cyclic a graph is: a number g(A) of its adjacency matrix, 0 of those without cycles. */
public enum Acyclicity {
  /** tr (I + A/d)^d - d, as in the authors' code; Yu et al., "DAG-GNN" (ICML 2019). Below 2^d. */
  POLYNOMIAL,
  /** tr e^A - d, as in the paper; Zheng et al., "DAGs with NO TEARS" (NeurIPS 2018). Below e^d. */
  EXPONENTIAL;

  /** Terms of a series beyond which they are too small to count. */
  private static final double NEGLIGIBLE = 1e-17;

  /**
   * g of a graph.
   *
   * @param parents by node, the bit mask of its parents; no node is its own
   */
  double of(long[] parents) {
    if (Dag.isAcyclic(parents)) {
      return 0;
    }
    return this == POLYNOMIAL ? polynomial(parents) : exponential(parents);
  }

  /** The sum over k of C(d, k) tr A^k / d^k, from k = 1, of which no term is negative. */
  private static double polynomial(long[] parents) {
    int d = parents.length;
    double sum = 0;
    double[][] power = identity(d);
    for (int k = 1; k <= d; k++) {
      power = timesAdjacency(power, parents, (d - k + 1.0) / (k * (double) d));
      sum += trace(power);
    }
    return sum;
  }

  /** The sum over k of tr A^k / k!, from k = 1. */
  private static double exponential(long[] parents) {
    int d = parents.length;
    double sum = 0;
    double[][] power = identity(d);
    double size = d; // d^(k+1) / k!, which bounds the term k
    for (int k = 1; k <= d || size > NEGLIGIBLE * sum; k++) {
      power = timesAdjacency(power, parents, 1.0 / k);
      sum += trace(power);
      size *= (double) d / k;
    }
    return sum;
  }

  private static double[][] identity(int nodes) {
    double[][] identity = new double[nodes][nodes];
    for (int node = 0; node < nodes; node++) {
      identity[node][node] = 1;
    }
    return identity;
  }

  /** Walks that are longer by one edge: [i][j] sums [i][k] over the parents k of j. */
  private static double[][] timesAdjacency(double[][] walks, long[] parents, double factor) {
    double[][] longer = new double[walks.length][walks.length];
    for (int from = 0; from < walks.length; from++) {
      for (int to = 0; to < walks.length; to++) {
        double sum = 0;
        for (long rest = parents[to]; rest != 0; rest &= rest - 1) {
          sum += walks[from][Long.numberOfTrailingZeros(rest)];
        }
        longer[from][to] = factor * sum;
      }
    }
    return longer;
  }

  private static double trace(double[][] matrix) {
    double trace = 0;
    for (int i = 0; i < matrix.length; i++) {
      trace += matrix[i][i];
    }
    return trace;
  }
}
