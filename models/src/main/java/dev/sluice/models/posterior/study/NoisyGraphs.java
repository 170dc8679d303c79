// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The protocol that DAG-GFlowNet and the methods beside it were measured by. Deleu et al., UAI
 * 2022: Erdos-Renyi graphs with 2 d expected edges, linear mechanisms with weights N(0, 1), noise
 * of deviation .1, 100 observational samples, BGe. It shows how much hangs on the scale of the
 * prior, which does not fit such data unless it is chosen for them.
 */
public final class NoisyGraphs {
  /** Deviation of the noise. */
  public static final double NOISE = 0.1;

  private static final double EDGES_PER_NODE = 2;

  private NoisyGraphs() {}

  /**
   * The graph of a seed, and its samples.
   *
   * @param d variables, from 2 on
   */
  public static Trial trial(int d, int samples, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "noisy graphs");
    int[] order = PermutationSampler.natural(d);
    PermutationSampler.shuffle(random, order);
    double[][] weights = new double[d][d];
    VariableSet[] parents = VariableSet.noneOf(d);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    for (int later = 0; later < d; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (random.nextDouble() < EDGES_PER_NODE / ((d - 1) / 2.0)) {
          weights[order[later]][order[earlier]] = normal.sample();
          parents[order[later]] = parents[order[later]].toggle(order[earlier]);
        }
      }
    }
    double[][] rows = new LinearSystem(order, weights, NOISE).samples(samples, normal);
    return new Trial(seed, rows, Dag.ofParents(parents));
  }
}
