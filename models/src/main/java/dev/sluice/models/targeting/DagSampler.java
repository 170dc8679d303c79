// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Acyclic graphs from beliefs in edges that know nothing of cycles, in two phases (Scherrer et al.
 * 2021): an order, the next variable among those left drawn in proportion to exp(r_i / T), r_i = 1
 * minus the strongest belief in an edge to it from another that is left; then every edge that goes
 * forward, independently, with its belief.
 */
public final class DagSampler {
  /** T: small ones are greedy. Not given in the paper; that of a public re-implementation. */
  public static final double TEMPERATURE = 0.1;

  private final double[][] beliefs;
  private final double temperature;

  /**
   * A sampler.
   *
   * @param beliefs d x d, [i][j] = belief in i -> j, 0 to 1
   * @param temperature above 0
   */
  public DagSampler(double[][] beliefs, double temperature) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature: must be above 0: " + temperature);
    }
    this.beliefs = beliefs;
    this.temperature = temperature;
  }

  /** Graph number {@code index} of the sequence of a seed: the same whenever asked for. */
  public Dag draw(long seed, long index) {
    UniformRandomProvider random = KeyedRandom.of(seed, "graph of beliefs", index);
    int[] order = order(random);
    List<int[]> edges = new ArrayList<>();
    for (int to = 1; to < order.length; to++) {
      for (int from = 0; from < to; from++) {
        if (random.nextDouble() < beliefs[order[from]][order[to]]) {
          edges.add(new int[] {order[from], order[to]});
        }
      }
    }
    return Dag.ofEdges(order.length, edges.toArray(int[][]::new));
  }

  private int[] order(UniformRandomProvider random) {
    int[] order = new int[beliefs.length];
    boolean[] placed = new boolean[order.length];
    for (int place = 0; place < order.length; place++) {
      order[place] = next(placed, random.nextDouble());
      placed[order[place]] = true;
    }
    return order;
  }

  private int next(boolean[] placed, double uniform) {
    double[] weights = new double[placed.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!placed[i]) {
        double strongest = 0;
        for (int j = 0; j < weights.length; j++) {
          if (j != i && !placed[j]) {
            strongest = Math.max(strongest, beliefs[j][i]);
          }
        }
        weights[i] = StrictMath.exp(-strongest / temperature); // r - 1, which changes no proportion
        sum += weights[i];
      }
    }
    double left = uniform * sum;
    int drawn = -1;
    for (int i = 0; i < weights.length && left >= 0; i++) {
      if (!placed[i]) {
        drawn = i;
        left -= weights[i];
      }
    }
    return drawn;
  }
}
