// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import java.util.Arrays;

/**
 * What single edges into a node are worth, given its parents and nothing else of the graph.
 *
 * @param node into which the edges lead
 * @param parents that it has, the words of a bit mask
 * @param score of the node given its parents
 * @param gains by variable, what the score gains when the edge from there is added or, if it is
 *     there, deleted; -infinity for the node itself
 * @param weights by variable, min(1, exp(gain)): the chance that such a proposal is accepted as far
 *     as cycles do not forbid it
 */
record MoveRow(int node, long[] parents, double score, double[] gains, double[] weights) {

  static MoveRow of(int node, long[] parents, double score, double[] toggled) {
    double[] gains = new double[toggled.length];
    double[] weights = new double[toggled.length];
    for (int other = 0; other < gains.length; other++) {
      gains[other] = other == node ? Double.NEGATIVE_INFINITY : toggled[other] - score;
      if (Double.isNaN(gains[other]) || gains[other] == Double.POSITIVE_INFINITY) {
        throw new ArithmeticException(
            "score of node %d with the edge from %d toggled is %s, without %s"
                .formatted(node, other, toggled[other], score));
      }
      weights[other] = chance(gains[other]);
    }
    return new MoveRow(node, parents, score, gains, weights);
  }

  /** The chance that a proposal is accepted by which the score gains so much. */
  static double chance(double gain) {
    return gain >= 0 ? 1 : Math.exp(gain);
  }

  /** The bytes of heap of a row, its place in a table included. */
  static long bytes(int nodes) {
    return 2L * Double.BYTES * nodes + Long.BYTES * (long) ParentWords.words(nodes) + 112;
  }

  boolean isOf(int otherNode, long[] words, int at) {
    return node == otherNode
        && Arrays.equals(parents, 0, parents.length, words, at, at + parents.length);
  }
}
