// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Scores of families as given.
 *
 * @param logs by node and bit mask of parents; those with the node itself do not matter
 */
record GivenScores(double[][] logs) implements FamilyScores {

  /** Scores uniform on [0, spread), the empty families' among them. */
  static GivenScores random(int nodes, double spread, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "scores", nodes);
    double[][] logs = new double[nodes][1 << nodes];
    for (double[] ofNode : logs) {
      Arrays.setAll(ofNode, mask -> spread * random.nextDouble());
    }
    return new GivenScores(logs);
  }

  /** Where a set is larger than {@code most} parents or lacks required ones: -infinity. */
  GivenScores constrained(int[] required, int[] forbidden, int most) {
    double[][] less = new double[logs.length][];
    for (int node = 0; node < less.length; node++) {
      less[node] = logs[node].clone();
      for (int mask = 0; mask < less[node].length; mask++) {
        if ((required[node] & ~mask) != 0
            || (forbidden[node] & mask) != 0
            || Integer.bitCount(mask) > most) {
          less[node][mask] = Double.NEGATIVE_INFINITY;
        }
      }
    }
    return new GivenScores(less);
  }

  @Override
  public int nodes() {
    return logs.length;
  }

  @Override
  public double of(int node, VariableSet parents) {
    return logs[node][(int) parents.mask()];
  }

  /** ln of a graph's weight. */
  double of(VariableSet[] parents) {
    double log = 0;
    for (int node = 0; node < logs.length; node++) {
      log += of(node, parents[node]);
    }
    return log;
  }

  /** For each node the {@code count} nodes after it, around the circle, ascending. */
  static int[][] candidates(int nodes, int count) {
    int[][] candidates = new int[nodes][];
    for (int node = 0; node < nodes; node++) {
      int first = node + 1;
      candidates[node] =
          IntStream.range(first, first + count).map(other -> other % nodes).sorted().toArray();
    }
    return candidates;
  }
}
