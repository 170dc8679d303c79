// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.EssentialGraph;
import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The protocol that Variational Causal Networks were measured by. Annadani et al. 2021 and their
 * program: Erdos-Renyi graphs of which none is alone in its equivalence class, linear mechanisms
 * with weights N(2, 1), noise of deviation 1, BGe.
 */
public final class SparseGraphs {
  /** Deviation of the noise. */
  public static final double NOISE = 1;

  private static final double MEAN_WEIGHT = 2;

  private SparseGraphs() {}

  /** How graphs are drawn. */
  public enum Draw {
    /**
     * As their program does: each of the d (d - 1) ordered pairs is an edge with probability 1 / (d
     * - 1), and all are drawn anew until no edges make a cycle and the equivalence class has
     * another member. Of all pairs d are expected to be edges; of the graphs that are left, fewer.
     */
    REJECTED,
    /**
     * As their text may be read: nodes in random order, each of the d (d - 1) / 2 pairs is an edge
     * from the earlier to the later with probability 2 / (d - 1), so that d are expected; drawn
     * anew until the equivalence class has another member.
     */
    TRIANGULAR
  }

  /**
   * The graph of a seed, and its samples.
   *
   * @param d variables, from 3 on
   */
  public static Trial trial(int d, int samples, Draw draw, long seed) {
    Dag truth = graph(d, draw, seed);
    UniformRandomProvider random = KeyedRandom.of(seed, "samples of sparse graphs");
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    LinearSystem system = LinearSystem.of(truth, MEAN_WEIGHT, 1, NOISE, normal);
    return new Trial(seed, system.samples(samples, normal), truth);
  }

  /**
   * The graph of a seed.
   *
   * @throws IllegalArgumentException if d is below 3: of two nodes that are joined with probability
   *     1 both ways, none is without a cycle
   */
  public static Dag graph(int d, Draw draw, long seed) {
    if (d < 3) {
      throw new IllegalArgumentException("at least 3 variables: " + d);
    }
    UniformRandomProvider random = KeyedRandom.of(seed, "sparse graphs");
    while (true) {
      VariableSet[] parents = draw == Draw.REJECTED ? pairs(d, random) : triangle(d, random);
      if (Dag.isAcyclic(parents)) {
        Dag graph = Dag.ofParents(parents);
        if (hasEquivalent(graph)) {
          return graph;
        }
      }
    }
  }

  private static VariableSet[] pairs(int d, UniformRandomProvider random) {
    VariableSet[] parents = VariableSet.noneOf(d);
    for (int child = 0; child < d; child++) {
      for (int parent = 0; parent < d; parent++) {
        if (parent != child && random.nextDouble() < 1.0 / (d - 1)) {
          parents[child] = parents[child].toggle(parent);
        }
      }
    }
    return parents;
  }

  private static VariableSet[] triangle(int d, UniformRandomProvider random) {
    int[] order = PermutationSampler.natural(d);
    PermutationSampler.shuffle(random, order);
    VariableSet[] parents = VariableSet.noneOf(d);
    for (int later = 0; later < d; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (random.nextDouble() < 2.0 / (d - 1)) {
          parents[order[later]] = parents[order[later]].toggle(order[earlier]);
        }
      }
    }
    return parents;
  }

  /** Whether some other graph has the same equivalence class: then an edge of it has no way. */
  private static boolean hasEquivalent(Dag graph) {
    EssentialGraph all = EssentialGraph.of(graph);
    for (int[] edge : graph.edges()) {
      if (all.hasLine(edge[0], edge[1])) {
        return true;
      }
    }
    return false;
  }
}
