// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.graph.Dag;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Linear mechanisms with normal noise: each node is the weighted sum of its parents and a noise of
 * its own.
 *
 * @param order of the nodes, parents before children
 * @param weights d x d: [child][parent]
 * @param noise deviation of every noise
 */
record LinearSystem(int[] order, double[][] weights, double noise) {
  /** n samples, one after the other. */
  double[][] samples(int n, ZigguratSampler.NormalizedGaussian normal) {
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = sample(normal);
    }
    return rows;
  }

  private double[] sample(ZigguratSampler.NormalizedGaussian normal) {
    double[] values = new double[order.length];
    for (int node : order) {
      double value = noise * normal.sample();
      for (int parent = 0; parent < order.length; parent++) {
        value += weights[node][parent] * values[parent];
      }
      values[node] = value;
    }
    return values;
  }

  /** The same graph with weights of one normal law, drawn by child and then by parent. */
  static LinearSystem of(
      Dag graph,
      double mean,
      double deviation,
      double noise,
      ZigguratSampler.NormalizedGaussian normal) {
    int d = graph.nodes();
    double[][] weights = new double[d][d];
    for (int child = 0; child < d; child++) {
      for (int parent : graph.parents(child).members()) {
        weights[child][parent] = mean + deviation * normal.sample();
      }
    }
    return new LinearSystem(graph.topologicalOrder(), weights, noise);
  }
}
