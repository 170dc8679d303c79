// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A Metropolis-Hastings chain of graphs by single edges, whose refused steps cost next to nothing.
 * Proposed is, with equal chance, one of the d (d - 1) ordered pairs (i, j): the edge i -> j is
 * deleted if it is there, added if not, and j -> i, if that is there, goes for it. A proposal's
 * reverse is as likely as itself, so with acceptance min(1, ratio of scores) the law of the graphs
 * becomes the posterior.
 *
 * <p>As in Nikzad et al., arXiv 2510.25254: each pair's chance of being proposed and accepted,
 * cycles left aside, stands in a tree of sums. With their total p, the number of refused steps
 * before something happens is geometric, and the pair to which it happens is drawn in proportion to
 * its chance; should it close a cycle, that step is refused as well.
 */
final class EdgeChain {
  private final MoveRows rows;
  private final int nodes;
  private final int words;

  /** By node, the words of its parents. */
  private final long[] parents;

  /** By node, the words of its children. */
  private final long[] children;

  private final AncestorSets ancestors;
  private final EdgeTimes times;
  private final MoveRow[] current;

  /** By node j, the chances of the pairs (i, j) by i, times d (d - 1). */
  private final SumTree[] into;

  /** By node, the total of its tree. */
  private final SumTree totals;

  private final double[] chances;
  private double score;
  private long accepted;
  private double logRest = Double.NaN;

  /** A chain from an acyclic graph of finite score; its edges' coming and going is counted. */
  EdgeChain(MoveRows rows, VariableSet[] start, EdgeTimes times) {
    this.rows = rows;
    this.times = times;
    nodes = start.length;
    words = ParentWords.words(nodes);
    parents = new long[nodes * words];
    children = new long[nodes * words];
    ancestors = new AncestorSets(parents, nodes);
    current = new MoveRow[nodes];
    into = new SumTree[nodes];
    Arrays.setAll(into, node -> new SumTree(nodes));
    totals = new SumTree(nodes);
    chances = new double[nodes];
    moveTo(start);
  }

  /** The bytes of heap of a chain, without what is known of its past. */
  static long bytes(int nodes) {
    return nodes * (SumTree.bytes(nodes) + 4L * Long.BYTES * ParentWords.words(nodes) + 48) + 1024;
  }

  /** By node, the words of its parents; not to be changed, and changing. */
  long[] parents() {
    return parents;
  }

  /** By node, its parents. */
  VariableSet[] graph() {
    return ParentWords.sets(parents, nodes);
  }

  AncestorSets ancestors() {
    return ancestors;
  }

  /** ln of prior weight times marginal likelihood of the graph. */
  double score() {
    return score;
  }

  /** The steps accepted so far. */
  long accepted() {
    return accepted;
  }

  /** At i d + j, the chance of the pair (i, j) times d (d - 1). */
  double[] chances() {
    double[] all = new double[nodes * nodes];
    for (int pair = 0; pair < all.length; pair++) {
      all[pair] = into[pair % nodes].get(pair / nodes);
    }
    return all;
  }

  /** Goes on from another acyclic graph of finite score. */
  void moveTo(VariableSet[] graph) {
    long[] wanted = ParentWords.of(graph);
    if (current[0] != null && Arrays.equals(wanted, parents)) {
      return;
    }
    for (int node = 0; node < nodes; node++) {
      for (int word = 0; word < words; word++) {
        long differing = parents[node * words + word] ^ wanted[node * words + word];
        for (long rest = differing; rest != 0; rest &= rest - 1) {
          toggle(word * Long.SIZE + Long.numberOfTrailingZeros(rest), node);
        }
      }
    }
    for (int node = 0; node < nodes; node++) {
      current[node] = rows.of(node, parents, node * words);
    }
    for (int node = 0; node < nodes; node++) {
      weigh(node);
    }
    changed();
    rescore();
  }

  /** Sums the score anew, against the rounding of many small changes. */
  void rescore() {
    score = 0;
    for (MoveRow row : current) {
      score += row.score();
    }
  }

  /** Makes so many steps; {@code best} is told of graphs better than any before. */
  void run(long steps, UniformRandomProvider random, BestGraph best) {
    long left = steps;
    while (left > 0) {
      long refused = refused(random);
      if (refused >= left) {
        // what was drawn beyond the end may be drawn again: the geometric law has no memory
        times.pass(left);
        return;
      }
      times.pass(refused + 1);
      left -= refused + 1;
      int to = totals.find(random.nextDouble() * totals.total());
      int from = into[to].find(random.nextDouble() * into[to].total());
      if (move(from, to)) {
        accepted++;
        best.offer(score, parents);
      }
    }
  }

  /** How many steps are refused before one that is not, cycles left aside. */
  private long refused(UniformRandomProvider random) {
    double logUniform = Math.log(1 - random.nextDouble());
    return logRest == 0 ? Long.MAX_VALUE : (long) (logUniform / logRest);
  }

  private boolean move(int from, int to) {
    boolean reverses = ParentWords.has(parents, words, from, to);
    if (reverses ? leadsRound(to, from) : !has(from, to) && ancestors.has(to, from)) {
      return false;
    }
    boolean deletes = has(from, to);
    toggle(from, to);
    if (reverses) {
      toggle(to, from);
      replace(from);
    }
    replace(to);
    if (reverses) {
      weigh(from);
    } else if (deletes) {
      weighPair(to, from);
    }
    weigh(to);
    changed();
    return true;
  }

  private boolean has(int from, int to) {
    return ParentWords.has(parents, words, to, from);
  }

  /** Whether a path leads from one node to another besides the edge between them. */
  private boolean leadsRound(int from, int to) {
    for (int word = 0; word < words; word++) {
      for (long rest = parents[to * words + word]; rest != 0; rest &= rest - 1) {
        int last = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
        if (last != from && ancestors.has(from, last)) {
          return true;
        }
      }
    }
    return false;
  }

  private void toggle(int from, int to) {
    ParentWords.toggle(parents, words, to, from);
    ParentWords.toggle(children, words, from, to);
    times.toggle(from, to);
  }

  private void replace(int node) {
    double before = current[node].score();
    current[node] = rows.of(node, parents, node * words);
    score += current[node].score() - before;
  }

  private void changed() {
    ancestors.changed();
    double pairs = (double) nodes * (nodes - 1);
    double chance = pairs == 0 ? 0 : Math.min(1, totals.total() / pairs);
    logRest = Math.log1p(-chance);
  }

  /** Sets all chances that depend on the row of a node: edges into it, and its own turned round. */
  private void weigh(int node) {
    MoveRow row = current[node];
    System.arraycopy(row.weights(), 0, chances, 0, nodes);
    for (int word = 0; word < words; word++) {
      for (long rest = children[node * words + word]; rest != 0; rest &= rest - 1) {
        int child = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
        chances[child] = turned(node, child);
      }
    }
    into[node].setAll(chances);
    totals.set(node, into[node].total());
    for (int word = 0; word < words; word++) {
      for (long rest = parents[node * words + word]; rest != 0; rest &= rest - 1) {
        weighPair(node, word * Long.SIZE + Long.numberOfTrailingZeros(rest));
      }
    }
  }

  /** Sets the chance of the pair (from, to). */
  private void weighPair(int from, int to) {
    into[to].set(from, has(to, from) ? turned(to, from) : current[to].weights()[from]);
    totals.set(to, into[to].total());
  }

  /** The chance that the edge {@code from} -> {@code to} is accepted the other way round. */
  private double turned(int from, int to) {
    return MoveRow.chance(current[from].gains()[to] + current[to].gains()[from]);
  }
}
