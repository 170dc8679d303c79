// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Ties;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Graphs for chains to start from, each found by a search of its own: from a random order, in which
 * every node gets greedily the best parents among those before it, node after node goes to the
 * place where that is best of all, as long as any place is better (a search of orders as of
 * Teyssier and Koller 2005, with insertions in place of swaps, most of which change nothing). Where
 * there are many samples, graphs of random orders hold the chains that start from them: what single
 * edges and the moves of other kernels change for the better lies beyond what is for the worse.
 */
final class ColdStart {
  /**
   * Parents of a node, on average, up to which a search pays. There are more where samples are few:
   * rows then take long to compute, and chains are held by nothing.
   */
  private static final int MOST_PARENTS = 5;

  /**
   * What a search may cost: cubes of numbers of parents, of every row that is looked at. A hundred
   * variables take about as much.
   */
  private static final double MOST_WORK = 2e7;

  private final MoveRows rows;
  private final VariableSet[] required;
  private final int[] order;
  private final VariableSet[] graph;
  private final double[] scores;
  private double work;

  private ColdStart(MoveRows rows, VariableSet[] required, UniformRandomProvider random) {
    this.rows = rows;
    this.required = required;
    order = order(required, random);
    graph = required.clone();
    scores = new double[order.length];
    for (int place = 0; place < order.length; place++) {
      choose(order[place], before(order, place));
    }
  }

  /**
   * A start.
   *
   * @param required by node, the parents it must have
   * @param random for the order
   */
  static VariableSet[] of(MoveRows rows, VariableSet[] required, UniformRandomProvider random) {
    ColdStart start = new ColdStart(rows, required, random);
    start.search();
    return start.graph;
  }

  private void search() {
    int edges = 0;
    for (VariableSet parents : graph) {
      edges += parents.size();
    }
    if (edges > MOST_PARENTS * order.length) {
      return;
    }
    double most = work + MOST_WORK;
    int kept = 0; // nodes in a row that stay where they are
    for (int node = 0; kept < order.length && work < most; node = (node + 1) % order.length) {
      kept = insert(node) ? 0 : kept + 1;
    }
  }

  /** Lets a node go to its best place; whether that is better than the one that it had. */
  private boolean insert(int node) {
    int[] oldOrder = order.clone();
    VariableSet[] oldGraph = graph.clone();
    double[] oldScores = scores.clone();
    int place = 0;
    while (order[place] != node) {
      place++;
    }
    double gain = 0;
    double most = 0;
    int best = place;
    while (place > 0 && mayPass(place)) {
      gain += pass(place--);
      best = Ties.beats(gain, most) ? place : best;
      most = Ties.beats(gain, most) ? gain : most;
    }
    while (place + 1 < order.length && mayPass(place + 1)) {
      gain += pass(++place);
      best = Ties.beats(gain, most) ? place : best;
      most = Ties.beats(gain, most) ? gain : most;
    }
    if (most > 0) {
      while (place > best) {
        pass(place--);
      }
      return true;
    }
    System.arraycopy(oldOrder, 0, order, 0, order.length);
    System.arraycopy(oldGraph, 0, graph, 0, graph.length);
    System.arraycopy(oldScores, 0, scores, 0, scores.length);
    return false;
  }

  private boolean mayPass(int place) {
    return !required[order[place]].contains(order[place - 1]);
  }

  /** Lets the nodes of a place and the one before change places; what the score gains. */
  private double pass(int place) {
    int first = order[place - 1];
    int second = order[place];
    double old = scores[first] + scores[second];
    long[] before = before(order, place - 1);
    if (graph[second].contains(first)) { // else it has the same parents without
      choose(second, before);
    }
    ParentWords.toggle(before, before.length, 0, second);
    choose(first, before);
    order[place - 1] = second;
    order[place] = first;
    return scores[first] + scores[second] - old;
  }

  /** The nodes, required parents before children, else at random. */
  private static int[] order(VariableSet[] required, UniformRandomProvider random) {
    int nodes = required.length;
    int[] order = new int[nodes];
    boolean[] placed = new boolean[nodes];
    int[] free = new int[nodes];
    for (int place = 0; place < nodes; place++) {
      int count = 0;
      for (int node = 0; node < nodes; node++) {
        if (!placed[node] && all(required[node], placed)) {
          free[count++] = node;
        }
      }
      order[place] = free[random.nextInt(count)];
      placed[order[place]] = true;
    }
    return order;
  }

  private static boolean all(VariableSet nodes, boolean[] placed) {
    for (int node : nodes.members()) {
      if (!placed[node]) {
        return false;
      }
    }
    return true;
  }

  private static long[] before(int[] order, int place) {
    long[] set = new long[ParentWords.words(order.length)];
    for (int earlier = 0; earlier < place; earlier++) {
      ParentWords.toggle(set, set.length, 0, order[earlier]);
    }
    return set;
  }

  /** The parents of a node among candidates, each the best one to add, none that worsens. */
  private void choose(int node, long[] candidates) {
    long[] parents = new long[candidates.length];
    long[] first = required[node].words();
    System.arraycopy(first, 0, parents, 0, first.length);
    double size = required[node].size() + 1.0;
    MoveRow row = rows.of(node, parents, 0);
    work += size * size * size;
    for (int best = best(row, candidates); best >= 0; best = best(row, candidates)) {
      ParentWords.toggle(parents, parents.length, 0, best);
      row = rows.of(node, parents, 0);
      size++;
      work += size * size * size;
    }
    graph[node] = new VariableSet(parents);
    scores[node] = row.score();
  }

  /** The candidate whose edge is worth most to add; -1 if none is for the better. */
  private static int best(MoveRow row, long[] candidates) {
    double[] gains = row.gains();
    int best = -1;
    for (int other = 0; other < gains.length; other++) {
      boolean may =
          ParentWords.has(candidates, candidates.length, 0, other)
              && !ParentWords.has(row.parents(), candidates.length, 0, other);
      if (may && gains[other] > (best < 0 ? 0 : gains[best])) {
        best = other;
      }
    }
    return best;
  }
}
