// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Proposals of other partitions, after Kuipers and Moffa 2017, section 4.2: an element is split or
 * joined with the next one, a node goes elsewhere, two nodes change places.
 *
 * <p>Unlike there, joins are proposed as often as splits, and the sizes of the two parts of a split
 * are uniform instead of all splits being alike: of many nodes, nearly all splits cut in halves,
 * which is nearly always refused. What is proposed how often in both directions is counted exactly.
 */
final class PartitionMoves {
  /** What is returned when there is no such move, so that nothing is proposed. */
  static final double NONE = Double.NEGATIVE_INFINITY;

  private static final int KINDS = 5;

  /** ln n!, by n. */
  private final double[] logFactorials;

  PartitionMoves(int nodes) {
    logFactorials = new double[nodes + 1];
    for (int n = 0; n <= nodes; n++) {
      logFactorials[n] = LogGamma.value(n + 1.0);
    }
  }

  /**
   * Proposes another partition.
   *
   * @param from not changed
   * @param to becomes what is proposed
   * @return ln of the probability of the proposal back over that of this one, or {@link #NONE}
   */
  double propose(Partition from, Partition to, UniformRandomProvider random) {
    to.set(from);
    return switch (random.nextInt(KINDS)) {
      case 0 -> random.nextInt(2) == 0 ? join(to, random) : split(to, random);
      case 1 -> swapAny(to, random);
      case 2 -> swapAdjacent(to, random);
      default -> moveNode(to, random); // twice as often
    };
  }

  private double join(Partition partition, UniformRandomProvider random) {
    if (partition.count < 2) {
      return NONE;
    }
    double logJoins = Math.log(partition.count - 1.0);
    int first = random.nextInt(partition.count - 1);
    int left = partition.size[first];
    partition.close(first);
    return logSplit(partition, partition.size[first], left) + logJoins;
  }

  private double split(Partition partition, UniformRandomProvider random) {
    int ways = divisible(partition);
    if (ways == 0) {
      return NONE;
    }
    int chosen = 0;
    for (int skip = random.nextInt(ways); partition.size[chosen] < 2 || skip-- > 0; ) {
      chosen++;
    }
    int all = partition.size[chosen];
    int left = 1 + random.nextInt(all - 1);
    double logProbability = logSplit(partition, all, left);
    int[] members = partition.members(chosen);
    partition.open(chosen);
    for (int k = 0; k < left; k++) {
      int drawn = k + random.nextInt(all - k);
      partition.place(members[drawn], chosen);
      members[drawn] = members[k];
    }
    return -Math.log(partition.count - 1.0) - logProbability;
  }

  /**
   * ln of the probability that a split, once there is to be one, cuts these {@code left} of {@code
   * all} nodes of an element off.
   */
  private double logSplit(Partition before, int all, int left) {
    double logSubsets = logFactorials[all] - logFactorials[left] - logFactorials[all - left];
    return -Math.log(divisible(before)) - Math.log(all - 1.0) - logSubsets;
  }

  private static int divisible(Partition partition) {
    int elements = 0;
    for (int k = 0; k < partition.count; k++) {
      elements += partition.size[k] >= 2 ? 1 : 0;
    }
    return elements;
  }

  /**
   * A node goes to another place, all alike. Without the node there are m elements, so 2m + 1
   * places: in gaps (even numbers) and in elements (odd ones). They are the same from wherever the
   * node comes, so the way back is as likely.
   */
  private static double moveNode(Partition partition, UniformRandomProvider random) {
    int node = random.nextInt(partition.nodes());
    int old = partition.element[node];
    boolean alone = partition.size[old] == 1;
    int others = partition.count - (alone ? 1 : 0);
    if (others == 0) {
      return NONE;
    }
    int place = random.nextInt(2 * others);
    place += place >= 2 * old + (alone ? 0 : 1) ? 1 : 0;
    int at = place / 2; // of the elements without the node
    boolean gap = place % 2 == 0;
    int target = alone && at >= old ? at + 1 : at;
    if (gap) {
      partition.open(target);
      old += target <= old ? 1 : 0;
    }
    partition.place(node, target);
    if (alone) {
      // the empty element goes: joined with a neighbour
      partition.close(old == partition.count - 1 ? old - 1 : old);
    }
    return 0;
  }

  /** Two nodes of different elements change places; sizes stay, so the way back is as likely. */
  private static double swapAny(Partition partition, UniformRandomProvider random) {
    if (partition.count < 2) {
      return NONE;
    }
    int first = random.nextInt(partition.nodes());
    int of = partition.element[first];
    int second = 0;
    int skip = random.nextInt(partition.nodes() - partition.size[of]);
    while (partition.element[second] == of || skip-- > 0) {
      second++;
    }
    swap(partition, first, second);
    return 0;
  }

  /** Two nodes of adjacent elements change places; sizes stay, so the way back is as likely. */
  private static double swapAdjacent(Partition partition, UniformRandomProvider random) {
    if (partition.count < 2) {
      return NONE;
    }
    int of = random.nextInt(partition.count - 1);
    int first = partition.member(of, random.nextInt(partition.size[of]));
    int second = partition.member(of + 1, random.nextInt(partition.size[of + 1]));
    swap(partition, first, second);
    return 0;
  }

  private static void swap(Partition partition, int first, int second) {
    int of = partition.element[first];
    partition.element[first] = partition.element[second];
    partition.element[second] = of;
  }
}
