// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/** How a model class factorises the joint distribution of d variables. */
public enum ModelClass {
  /** Modular: one mechanism per variable, given its parents in the true graph. */
  CAUSAL,
  /** Modular along a graph that was learned from data. */
  LEARNED,
  /** Structured: each variable given all its predecessors in a causal order. */
  FULL,
  /** Structured: each variable given all its successors in a causal order. */
  ANTICAUSAL,
  /** Structured: each variable given all its predecessors in a random order. */
  RANDOM,
  /** One model of all variables whose parts are not trained apart. */
  MONOLITH,
  /** One table of all joint configurations (the monolith of Le Priol et al., AISTATS 2021). */
  TABLE,
  /**
   * Each variable given all others. The sum of its losses is a pseudo-likelihood, not a joint
   * log-likelihood: not to be compared with the other classes.
   */
  PSEUDO;

  /** Whether every variable has a mechanism of its own, to be trained apart from the others. */
  public boolean modular() {
    return this != MONOLITH && this != TABLE;
  }

  /**
   * The predictors of each variable, as bit masks.
   *
   * @param graph the true graph; for {@link #LEARNED} the learned one
   * @param seed of the order of {@link #RANDOM}
   * @throws IllegalStateException if the class is not modular
   */
  public long[] predictors(Dag graph, long seed) {
    int d = graph.nodes();
    return switch (this) {
      case CAUSAL, LEARNED ->
          IntStream.range(0, d).mapToLong(i -> graph.parents(i).mask()).toArray();
      case FULL -> predecessors(graph.topologicalOrder());
      case ANTICAUSAL -> predecessors(reversed(graph.topologicalOrder()));
      case RANDOM -> predecessors(randomOrder(d, seed));
      case PSEUDO ->
          IntStream.range(0, d).mapToLong(i -> Domain.everyVariable(d) & ~(1L << i)).toArray();
      case MONOLITH, TABLE -> throw new IllegalStateException(this + " has no mechanisms");
    };
  }

  /** A random order of d variables, a function of the seed. */
  public static int[] randomOrder(int d, long seed) {
    int[] order = PermutationSampler.natural(d);
    UniformRandomProvider random = KeyedRandom.of(seed, "order of predictors");
    PermutationSampler.shuffle(random, order);
    return order;
  }

  private static int[] reversed(int[] order) {
    return IntStream.range(0, order.length).map(i -> order[order.length - 1 - i]).toArray();
  }

  private static long[] predecessors(int[] order) {
    long[] masks = new long[order.length];
    long before = 0;
    for (int node : order) {
      masks[node] = before;
      before |= 1L << node;
    }
    return masks;
  }
}
