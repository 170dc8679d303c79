// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.threads.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The weights of a node's likeliest sets of parents, exp(score): all subsets of its candidates, and
 * all sets up to a small size that reach beyond them. Sums over those that a place in a graph
 * allows, and draws from them. Sets of score -infinity weigh nothing. Immutable, of one version of
 * the data.
 *
 * <p>A place is an array of roles by node: {@link #BARRED} for no parent, {@link #ALLOWED}, {@link
 * #WANTED} for allowed and one of those of which a set that "meets" has at least one. The role of
 * the node itself does not matter.
 */
final class FamilyTable {
  static final byte BARRED = 0;
  static final byte ALLOWED = 1;
  static final byte WANTED = 2;

  private final int[] candidates;
  private final VariableSet candidateSet;
  private final int outsideSize;
  private final double best;
  private final SubsetWeights inside;
  private final OutsideWeights outside;
  private final double logTotal;

  /**
   * Scores the sets.
   *
   * @param candidates of parents, ascending, without the node
   * @param outsideSize how many parents a set may have that contains others than candidates
   * @throws IllegalArgumentException if there are too many candidates, or the node is one of them
   */
  FamilyTable(FamilyScores scores, int node, int[] candidates, int outsideSize) {
    if (candidates.length > FamilyScores.MAX_CANDIDATES) {
      throw new IllegalArgumentException(
          "at most %d candidates: %d".formatted(FamilyScores.MAX_CANDIDATES, candidates.length));
    }
    for (int k = 0; k < candidates.length; k++) {
      if (candidates[k] == node || (k > 0 && candidates[k] <= candidates[k - 1])) {
        throw new IllegalArgumentException(
            "candidates of node %d are not others, ascending: %s"
                .formatted(node, Arrays.toString(candidates)));
      }
    }
    this.candidates = candidates.clone();
    this.outsideSize = outsideSize;
    candidateSet = VariableSet.of(candidates);
    double[] subsets = scores.ofSubsets(node, candidates);
    List<OutsideWeights.Weighted> others = new ArrayList<>();
    if (candidates.length < scores.nodes() - 1) {
      addLarger(scores, node, new int[0], others);
    }
    double top = Arrays.stream(subsets).max().orElseThrow();
    for (OutsideWeights.Weighted set : others) {
      top = Math.max(top, set.log());
    }
    best = top == Double.NEGATIVE_INFINITY ? 0 : top;
    inside = new SubsetWeights(subsets, best);
    outside = new OutsideWeights(others, best);
    byte[] everywhere = new byte[scores.nodes()];
    Arrays.fill(everywhere, ALLOWED);
    logTotal = logSum(everywhere);
  }

  /** The candidates, those first that weigh the most as the only parent. */
  int[] byWeight() {
    return IntStream.range(0, candidates.length)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> -inside.log(1 << k)))
        .mapToInt(k -> candidates[k])
        .toArray();
  }

  /** The largest score in the table, 0 if no set has any weight; sums are relative to it. */
  double best() {
    return best;
  }

  /** ln of the sum of all weights, less {@link #best}: no other sum is larger. */
  double logTotal() {
    return logTotal;
  }

  /** Whether the table has this set, be it of weight 0. */
  boolean covers(VariableSet parents) {
    return parents.size() <= outsideSize
        || parents.intersection(candidateSet).size() == parents.size();
  }

  /** ln of the sum of the weights of the sets that are allowed, less {@link #best}. */
  double logSum(byte[] roles) {
    double candidatesOnly = inside.logSum(allowed(roles));
    return logAdd(candidatesOnly, outside.logSum(roles, false, candidatesOnly));
  }

  /** The same of those sets only that meet what is wanted. */
  double logSumMeeting(byte[] roles) {
    double candidatesOnly = inside.logSumMeeting(allowed(roles), wanted(roles));
    return logAdd(candidatesOnly, outside.logSum(roles, true, candidatesOnly));
  }

  /** A set that is allowed, in proportion to its weight; {@link #logSum} must be finite. */
  VariableSet draw(byte[] roles, UniformRandomProvider random) {
    int allowed = allowed(roles);
    double candidatesOnly = inside.logSum(allowed);
    double others = outside.logSum(roles, false, candidatesOnly);
    return isFirst(candidatesOnly, others, random)
        ? subset(inside.draw(allowed, 0, random))
        : VariableSet.of(outside.draw(roles, false, random));
  }

  /** The same of those that meet what is wanted; {@link #logSumMeeting} must be finite. */
  VariableSet drawMeeting(byte[] roles, UniformRandomProvider random) {
    int allowed = allowed(roles);
    int wanted = wanted(roles);
    double candidatesOnly = inside.logSumMeeting(allowed, wanted);
    double others = outside.logSum(roles, true, candidatesOnly);
    return isFirst(candidatesOnly, others, random)
        ? subset(inside.draw(allowed, wanted, random))
        : VariableSet.of(outside.draw(roles, true, random));
  }

  /** Adds the sets of {@code chosen} and others after its last, as far as they go outside. */
  private void addLarger(
      FamilyScores scores, int node, int[] chosen, List<OutsideWeights.Weighted> sets) {
    if (chosen.length == outsideSize) {
      return;
    }
    Cancellation.check();
    double[] withOneMore = scores.toggled(node, VariableSet.of(chosen));
    int start = chosen.length == 0 ? 0 : chosen[chosen.length - 1] + 1;
    for (int next = start; next < withOneMore.length; next++) {
      if (next == node) {
        continue;
      }
      int[] larger = Arrays.copyOf(chosen, chosen.length + 1);
      larger[chosen.length] = next;
      if (withOneMore[next] > Double.NEGATIVE_INFINITY && reachesOutside(larger)) {
        sets.add(new OutsideWeights.Weighted(larger, withOneMore[next]));
      }
      addLarger(scores, node, larger, sets);
    }
  }

  private boolean reachesOutside(int[] parents) {
    for (int parent : parents) {
      if (!candidateSet.contains(parent)) {
        return true;
      }
    }
    return false;
  }

  private int allowed(byte[] roles) {
    int mask = 0;
    for (int k = 0; k < candidates.length; k++) {
      mask |= ((roles[candidates[k]] + 1) >> 1) << k;
    }
    return mask;
  }

  private int wanted(byte[] roles) {
    int mask = 0;
    for (int k = 0; k < candidates.length; k++) {
      mask |= (roles[candidates[k]] >> 1) << k;
    }
    return mask;
  }

  private VariableSet subset(int mask) {
    int[] parents = new int[Integer.bitCount(mask)];
    int filled = 0;
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      parents[filled++] = candidates[Integer.numberOfTrailingZeros(rest)];
    }
    return VariableSet.of(parents);
  }

  /** Whether to draw from the first of two sums. */
  private static boolean isFirst(double first, double second, UniformRandomProvider random) {
    return second == Double.NEGATIVE_INFINITY
        || random.nextDouble() * (1 + Math.exp(second - first)) < 1;
  }

  private static double logAdd(double first, double second) {
    double larger = Math.max(first, second);
    double smaller = Math.min(first, second);
    return smaller == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log1p(Math.exp(smaller - larger));
  }
}
