// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Ties;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.ParentSets;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.posterior.threads.Team;

/**
 * The graph of highest score, by dynamic programming over sets of nodes: the best graph over U has
 * some sink v, the best graph over U - v and the best parents of v in U - v. Silander and Myllymaki
 * 2006.
 *
 * <p>Of equal choices ({@link Ties}) the largest sink and the first parent set in ascending order
 * of bit masks win, so that rounding does not choose between Markov equivalent graphs.
 */
final class MapGraph {
  private final LocalScores scores;
  private final int nodes;

  private MapGraph(LocalScores scores) {
    this.scores = scores;
    nodes = scores.nodes();
  }

  static Dag of(LocalScores scores, Team team) {
    return new MapGraph(scores).find(team);
  }

  private Dag find(Team team) {
    byte[] sinks = bestSinks(bestScores(team));
    long[] parents = new long[nodes];
    int left = sinks.length - 1;
    while (left != 0) {
      int sink = sinks[left];
      left &= ~(1 << sink);
      parents[sink] = bestParents(sink, left);
    }
    return Dag.ofParents(parents);
  }

  /** By node, then by index of a set: the highest score of parents within that set. */
  private double[][] bestScores(Team team) {
    double[][] best = new double[nodes][];
    long steps = ((long) nodes * nodes) << nodes;
    team.forEach(
        nodes,
        steps / 8,
        (thread, node) -> {
          Cancellation.check();
          double[] ofNode = scores.of(node).clone();
          maximiseOverSubsets(ofNode);
          best[node] = ofNode;
        });
    return best;
  }

  private static void maximiseOverSubsets(double[] values) {
    for (int half = 1; half < values.length; half *= 2) {
      for (int block = 0; block < values.length; block += 2 * half) {
        for (int i = block; i < block + half; i++) {
          values[i + half] = Math.max(values[i + half], values[i]);
        }
      }
    }
  }

  /** By set of nodes: the sink of the best graph over it. */
  private byte[] bestSinks(double[][] bestScores) {
    int sets = 1 << nodes;
    double[] totals = new double[sets];
    byte[] sinks = new byte[sets];
    for (int set = 1; set < sets; set++) {
      Cancellation.check(set);
      double best = Double.NEGATIVE_INFINITY;
      for (int rest = set; rest != 0; rest &= ~Integer.highestOneBit(rest)) {
        int sink = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(rest);
        int others = set & ~(1 << sink);
        double total = totals[others] + bestScores[sink][ParentSets.index(sink, others)];
        if (Ties.beats(total, best)) {
          best = total;
          sinks[set] = (byte) sink;
        }
      }
      totals[set] = best;
    }
    return sinks;
  }

  private int bestParents(int node, int candidates) {
    double[] ofNode = scores.of(node);
    int within = ParentSets.index(node, candidates);
    int best = 0;
    for (int index = 1; index < ofNode.length; index++) {
      if ((index & ~within) == 0 && Ties.beats(ofNode[index], ofNode[best])) {
        best = index;
      }
    }
    return ParentSets.set(node, best);
  }
}
