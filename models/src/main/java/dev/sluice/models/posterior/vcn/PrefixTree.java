// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;

/**
 * Some graphs, or all, as a tree: a node of the tree is what several graphs have in common, their
 * first entries, and a leaf is a graph. Prefixes are numbered by length, so that those of one
 * length follow each other: number 0 is the empty one. The network computes once for each, however
 * many graphs begin so; what comes out is as if it computed for each graph.
 *
 * <p>A prefix that is no leaf has a logit, by which its next entry is 1, unless that is {@link
 * Entries#fixed}.
 */
final class PrefixTree {
  private final Entries entries;
  private final EdgeNetwork network;

  /** By length, the first prefix of it; one more for the end. */
  private final int[] first;

  /** By prefix: the one that it extends by an entry, and that entry, after the empty one. */
  private int[] shorter = new int[1];

  private boolean[] entry = new boolean[1];

  private int[] lengths = new int[1];
  private boolean[] free = new boolean[1];
  private double[] logits = new double[1];

  /** ln of the probability of the entries so far. */
  private double[] logProbability = new double[1];

  /** The parents of all nodes, of the prefixes of the last length alone. */
  private long[][] parents = {};

  /** By graph drawn, its leaf; the prefix that it has come to while they are drawn. */
  private int[] places = {};

  private int size;

  PrefixTree(Entries entries, EdgeNetwork network) {
    this.entries = entries;
    this.network = network;
    first = new int[entries.size() + 2];
  }

  /**
   * Draws graphs in place of those here, each by its own random numbers.
   *
   * @param random of which every entry of every graph has a number
   * @param from the number of the first graph
   * @param graphs how many
   */
  void draw(CounterRandom random, long from, int graphs) {
    places = new int[graphs];
    grow(random, from, false);
  }

  /** All graphs that have probability above 0. */
  void enumerate() {
    places = new int[0];
    grow(null, 0, true);
  }

  private void grow(CounterRandom random, long from, boolean all) {
    size = 0;
    parents = new long[][] {new long[entries.nodes()]};
    add(-1, false, 0, 0);
    first[1] = size;
    for (int length = 0; length < entries.size(); length++) {
      int begin = first[length];
      network.forward(this, begin, size);
      boolean[] wanted = new boolean[2 * (size - begin)];
      for (int prefix = begin; prefix < size; prefix++) {
        int to = entries.to(length);
        free[prefix] = entries.fixed(length, parents[prefix - begin][to]) == Entries.FREE;
        wanted[2 * (prefix - begin)] = all && mayBe(false, prefix, length);
        wanted[2 * (prefix - begin) + 1] = all && mayBe(true, prefix, length);
      }
      boolean[] drawn = new boolean[places.length];
      for (int graph = 0; graph < places.length; graph++) {
        int prefix = places[graph];
        drawn[graph] =
            free[prefix]
                ? random.uniform((from + graph) * entries.size() + length)
                    < probability(logits[prefix])
                : mayBe(true, prefix, length);
        wanted[2 * (prefix - begin) + (drawn[graph] ? 1 : 0)] = true;
      }
      int[] longer = extend(length, wanted);
      for (int graph = 0; graph < places.length; graph++) {
        places[graph] = longer[2 * (places[graph] - begin) + (drawn[graph] ? 1 : 0)];
      }
    }
  }

  private boolean mayBe(boolean value, int prefix, int length) {
    if (free[prefix]) {
      return true;
    }
    long before = parents[prefix - first[length]][entries.to(length)];
    return entries.fixed(length, before) == (value ? 1 : 0);
  }

  /** Adds the wanted prefixes that are longer by one entry; says their numbers. */
  private int[] extend(int length, boolean[] wanted) {
    int from = entries.from(length);
    int to = entries.to(length);
    int begin = first[length];
    int[] longer = new int[wanted.length];
    long[][] next = new long[wanted.length][];
    int filled = 0;
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i]) {
        int prefix = begin + i / 2;
        boolean value = i % 2 == 1;
        double log = free[prefix] ? logProbability(value, logits[prefix]) : 0;
        longer[i] = size;
        next[filled] = parents[i / 2].clone();
        next[filled++][to] |= value ? 1L << from : 0;
        add(prefix, value, length + 1, logProbability[prefix] + log);
      }
    }
    parents = Arrays.copyOf(next, filled);
    first[length + 2] = size;
    return longer;
  }

  private void add(int prefix, boolean value, int length, double log) {
    if (size == shorter.length) {
      int room = 2 * size;
      shorter = Arrays.copyOf(shorter, room);
      entry = Arrays.copyOf(entry, room);
      lengths = Arrays.copyOf(lengths, room);
      free = Arrays.copyOf(free, room);
      logits = Arrays.copyOf(logits, room);
      logProbability = Arrays.copyOf(logProbability, room);
    }
    shorter[size] = prefix;
    entry[size] = value;
    lengths[size] = length;
    logProbability[size] = log;
    free[size] = false;
    size++;
  }

  /** How many prefixes have a logit: all but the leaves, which come last. */
  int inner() {
    return first[entries.size()];
  }

  /** How many lengths prefixes that are no leaves have: 0 and on. */
  int lengths() {
    return entries.size();
  }

  /** The number of leaves. */
  int leaves() {
    return size - inner();
  }

  /** By leaf, the parents of all nodes as bit masks; not to be changed. */
  long[] parents(int leaf) {
    return parents[leaf];
  }

  /** ln of the probability of a leaf. */
  double logProbability(int leaf) {
    return logProbability[inner() + leaf];
  }

  /** By graph drawn, its leaf. */
  int leaf(int graph) {
    return places[graph] - inner();
  }

  /** The prefix that one extends; -1 of the empty one. */
  int shorter(int prefix) {
    return shorter[prefix];
  }

  /** The last entry of a prefix that is not empty. */
  boolean entry(int prefix) {
    return entry[prefix];
  }

  /** How many entries a prefix has. */
  int length(int prefix) {
    return lengths[prefix];
  }

  /** The first prefix of a length; of the number of entries and one, the end. */
  int first(int length) {
    return first[length];
  }

  void setLogit(int prefix, double logit) {
    logits[prefix] = logit;
  }

  /**
   * The gradient with respect to the logits of a weighted sum of ln of the probabilities of leaves.
   *
   * @param weights by leaf
   * @return by prefix that has a logit; 0 where the next entry is fixed
   */
  double[] ofLogits(double[] weights) {
    double[] gradient = new double[inner()];
    double[] sums = new double[size];
    System.arraycopy(weights, 0, sums, inner(), weights.length);
    for (int prefix = size - 1; prefix > 0; prefix--) {
      int before = shorter[prefix];
      sums[before] += sums[prefix];
      if (free[before]) {
        double probability = probability(entry[prefix] ? -logits[before] : logits[before]);
        gradient[before] += sums[prefix] * (entry[prefix] ? probability : -probability);
      }
    }
    return gradient;
  }

  /** That an entry is 1. */
  private static double probability(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** ln of the probability of a value: finite, however sure the network is. */
  private static double logProbability(boolean value, double logit) {
    double of = value ? logit : -logit;
    return Math.min(of, 0) - Math.log1p(Math.exp(-Math.abs(of)));
  }
}
