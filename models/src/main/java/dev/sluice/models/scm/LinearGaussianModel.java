// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Domain;
import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Linear mechanisms with Gaussian noise: x_j = sum over parents i of w_ij x_i + e_j, e_j ~ N(0, 1),
 * where |w_ij| is uniform on [0.5, 2] and its sign is fair. No weight is so small that its edge
 * could not be seen in a few hundred samples.
 *
 * <ul>
 *   <li>Perfect intervention: x_j ~ N(0, 2²), wider than the noise so that effects show.
 *   <li>Soft intervention: the weights are halved and the mean is shifted by 2; the noise stays.
 * </ul>
 */
public final class LinearGaussianModel implements StructuralCausalModel {
  private static final double MIN_WEIGHT = 0.5;
  private static final double MAX_WEIGHT = 2;
  private static final double PERFECT_DEVIATION = 2;
  private static final double SOFT_WEIGHT_FACTOR = 0.5;
  private static final double SOFT_SHIFT = 2;

  private final Dag graph;
  private final int[] order;
  private final double[][] weights;

  private LinearGaussianModel(Dag graph, double[][] weights) {
    this.graph = graph;
    this.order = graph.topologicalOrder();
    this.weights = weights;
  }

  static LinearGaussianModel draw(Dag graph, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "linear-gaussian mechanisms");
    double[][] weights = new double[graph.nodes()][graph.nodes()];
    for (int[] edge : graph.edges()) {
      double magnitude = random.nextDouble(MIN_WEIGHT, MAX_WEIGHT);
      weights[edge[0]][edge[1]] = random.nextBoolean() ? magnitude : -magnitude;
    }
    return new LinearGaussianModel(graph, weights);
  }

  @Override
  public Dag graph() {
    return graph;
  }

  @Override
  public Domain domain() {
    return Domain.continuous(graph.nodes());
  }

  /** Weight of the edge from one variable to another, 0 where there is none. */
  public double weight(int from, int to) {
    return weights[from][to];
  }

  @Override
  public double[] sample(long targets, InterventionKind kind, long seed, long index) {
    Targets.check(targets, graph);
    double[] values = noise(seed, index);
    for (int node : order) {
      boolean target = Targets.contains(targets, node);
      if (target && kind == InterventionKind.PERFECT) {
        values[node] *= PERFECT_DEVIATION;
      } else if (target) {
        values[node] += SOFT_SHIFT + SOFT_WEIGHT_FACTOR * fromParents(node, values);
      } else {
        values[node] += fromParents(node, values);
      }
    }
    return values;
  }

  private double[] noise(long seed, long index) {
    UniformRandomProvider random = KeyedRandom.of(seed, "linear-gaussian sample", index);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] noise = new double[graph.nodes()];
    for (int node = 0; node < noise.length; node++) {
      noise[node] = normal.sample();
    }
    return noise;
  }

  private double fromParents(int node, double[] values) {
    double sum = 0;
    for (long rest = graph.parents(node); rest != 0; rest &= rest - 1) {
      int parent = Long.numberOfTrailingZeros(rest);
      sum += weights[parent][node] * values[parent];
    }
    return sum;
  }
}
