// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.effects.Adjustments;
import dev.sluice.models.posterior.effects.GraphAdjustments;
import dev.sluice.models.posterior.score.ParentSets;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.random.LogWeights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Draws graphs from the posterior under the order-modular prior, independently: an order from its
 * end to its beginning, then of each node parents among those before it. He, Tian and Wu 2016.
 *
 * <p>A node's parents are drawn in two parts, of the nodes with high numbers and then of those with
 * low ones, so that of 2^k sets only some 2 2^(k/2) are looked at. Nothing is subtracted. The sums
 * that this takes, 16 2^(d-1) bytes, are made for one node after the other: all graphs choose the
 * parents of a node at once. A graph is a function of its number and of the seed, however many
 * threads there are.
 */
final class OrderModularDraws {
  /**
   * Graphs that stand for the posterior. Probabilities are then off by a standard error of at most
   * 0.008, and to draw so many takes no longer than the sums over orders where those take long.
   */
  static final int GRAPHS = 4000;

  private static final long SEED = 1;

  private final FamilySums families;

  /** By U: the sum over all orders of U, parents before children. */
  private final ScaledArray alpha;

  private final Team team;

  /** What {@link OrderModularSum} has computed. */
  OrderModularDraws(FamilySums families, ScaledArray alpha, Team team) {
    this.families = families;
    this.alpha = alpha;
    this.team = team;
  }

  /** What {@value #GRAPHS} graphs say; the same bits each time. */
  Adjustments adjustments() {
    return GraphAdjustments.of(families.nodes(), graphs(GRAPHS, SEED));
  }

  /**
   * About how many bytes of heap the graphs of {@link #adjustments} take, and what it says of them.
   * The tables from which they are drawn are smaller than those that {@link
   * OrderModularSum#posterior} makes for the time that it takes.
   */
  static long bytes(int nodes) {
    return GRAPHS * (160L * nodes + 160);
  }

  /**
   * Graphs number 0 to {@code count} - 1 of a sequence.
   *
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  List<Dag> graphs(int count, long seed) {
    CounterRandom[] random = new CounterRandom[count];
    int[][] before = new int[count][];
    for (int graph = 0; graph < count; graph++) {
      Cancellation.check(graph);
      random[graph] = CounterRandom.of(seed, "order-modular", graph);
      before[graph] = drawOrder(random[graph]);
    }
    int nodes = families.nodes();
    int[][] parents = new int[count][nodes];
    long steps = ((long) nodes << nodes) + (((long) count * nodes) << (nodes / 2));
    team.forEach(
        nodes,
        steps,
        (thread, node) -> {
          ScaledArray partial = families.weights(node);
          partial.sumOverSubsets(lowBits());
          for (int graph = 0; graph < count; graph++) {
            Cancellation.check(graph);
            parents[graph][node] = drawParents(node, before[graph][node], partial, random[graph]);
          }
        });
    return graphs(parents);
  }

  private static List<Dag> graphs(int[][] parents) {
    // a node has the same parents in many graphs: one object for all
    Map<Integer, VariableSet> sets = new HashMap<>();
    List<Dag> graphs = new ArrayList<>();
    for (int[] ofGraph : parents) {
      VariableSet[] ofNode = new VariableSet[ofGraph.length];
      for (int node = 0; node < ofNode.length; node++) {
        ofNode[node] = sets.computeIfAbsent(ofGraph[node], VariableSet::ofMask);
      }
      graphs.add(Dag.ofParents(ofNode));
    }
    return graphs;
  }

  /** Of the numbers of sets, the bits of one part; the others are the other part. */
  private int lowBits() {
    return (families.nodes() - 1) / 2;
  }

  /** By node, which nodes are before it: v is the last of U with weight z_v(U-v) alpha(U-v). */
  private int[] drawOrder(CounterRandom random) {
    int[] before = new int[families.nodes()];
    int left = families.everyNode();
    while (left != 0) {
      double uniform = random.uniform(Integer.bitCount(left) - 1);
      int last = drawLast(left, uniform);
      left &= ~(1 << last);
      before[last] = left;
    }
    return before;
  }

  private int drawLast(int set, double uniform) {
    LogWeights candidates = new LogWeights(families.nodes());
    for (int rest = set; rest != 0; rest &= rest - 1) {
      int node = Integer.numberOfTrailingZeros(rest);
      int others = set & ~(1 << node);
      int index = ParentSets.index(node, others);
      candidates.set(node, families.sums(node).log(index) + alpha.log(others));
    }
    return candidates.draw(uniform);
  }

  /**
   * A set S within T with weight w_v(S): first its high part, then its low one.
   *
   * @param before T
   * @param partial by index of S, the sum over the sets that have the same high part, and of the
   *     low one of S a part
   */
  private int drawParents(int node, int before, ScaledArray partial, CounterRandom random) {
    int within = ParentSets.index(node, before);
    int low = within & ((1 << lowBits()) - 1);
    int high = within & ~low;
    int nodes = families.nodes();
    int upper = drawPart(high, random.uniform(nodes + node), part -> partial.log(part | low));
    int lower =
        drawPart(
            low, random.uniform(2L * nodes + node), part -> families.logWeight(node, upper | part));
    return ParentSets.set(node, upper | lower);
  }

  /** A part of a set, with the weights given as logarithms. */
  private static int drawPart(int set, double uniform, IntToDoubleFunction logWeights) {
    int[] parts = new int[1 << Integer.bitCount(set)];
    LogWeights candidates = new LogWeights(parts.length);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = i == 0 ? 0 : (parts[i - 1] - set) & set; // the next one
      candidates.set(i, logWeights.applyAsDouble(parts[i]));
    }
    return parts[candidates.draw(uniform)];
  }
}
