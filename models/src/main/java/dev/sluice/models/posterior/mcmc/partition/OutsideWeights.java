// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Weights of the sets of parents that reach beyond a node's candidates: a list, heaviest first, so
 * that a sum ends where what follows is too small to count. Immutable.
 */
final class OutsideWeights {
  /** Nats by which a set is lighter than a sum, or more, to be left out: exp(-40) is 4e-18. */
  private static final double NEGLIGIBLE = 40;

  /** Nats below the heaviest set of all down to which its unit serves: exp(-600 - 40) is normal. */
  private static final double SAME_UNIT = 600;

  /** 1 for a pair that is allowed, else 0, at 4 times the role of one and that of the other. */
  private static final double[] PAIR_ALLOWED = {0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1};

  /** The same for a pair with a wanted member. */
  private static final double[] PAIR_MEETS = {0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1};

  /** A set of parents, ascending, and ln of its weight. */
  record Weighted(int[] parents, double log) {}

  /** The members of set k are at k stride and after; a smaller set repeats its first. */
  private final short[] members;

  private final int stride;

  private final double[] logs;

  /** exp(logs[k] - logs[0]). */
  private final double[] weights;

  /**
   * The sets, in any order.
   *
   * @param reference that logarithms are made relative to
   */
  OutsideWeights(List<Weighted> sets, double reference) {
    List<Weighted> sorted =
        sets.stream().sorted(Comparator.comparingDouble(set -> -set.log())).toList();
    stride = sets.stream().mapToInt(set -> set.parents().length).max().orElse(1);
    members = new short[stride * sorted.size()];
    logs = new double[sorted.size()];
    weights = new double[sorted.size()];
    for (int k = 0; k < logs.length; k++) {
      int[] parents = sorted.get(k).parents();
      for (int i = 0; i < stride; i++) {
        members[k * stride + i] = (short) parents[i < parents.length ? i : 0];
      }
      logs[k] = sorted.get(k).log() - reference;
      weights[k] = Math.exp(logs[k] - logs[0]);
    }
  }

  /**
   * ln of the sum over the sets that {@code roles} allow, up to what does not count.
   *
   * @param roles by node, see {@link FamilyTable}
   * @param meeting whether a set must have a member that is wanted
   * @param floor ln of what the sum will be added to
   */
  double logSum(byte[] roles, boolean meeting, double floor) {
    int first = first(roles, meeting, floor - NEGLIGIBLE);
    if (first == logs.length) {
      return Double.NEGATIVE_INFINITY;
    }
    double limit = Math.max(logs[first], floor) - NEGLIGIBLE;
    if (logs[first] - logs[0] > -SAME_UNIT) {
      return Math.log(sum(first, limit, roles, meeting)) + logs[0];
    }
    double sum = 0;
    for (int k = first; k < logs.length && logs[k] >= limit; k++) {
      sum += allows(k, roles, meeting) ? Math.exp(logs[k] - logs[first]) : 0;
    }
    return Math.log(sum) + logs[first];
  }

  /** One of the sets that {@code roles} allow, in proportion to its weight; there must be some. */
  int[] draw(byte[] roles, boolean meeting, UniformRandomProvider random) {
    double logSum = logSum(roles, meeting, Double.NEGATIVE_INFINITY);
    double left = random.nextDouble();
    int drawn = -1;
    for (int k = 0; k < logs.length && left >= 0; k++) {
      if (allows(k, roles, meeting)) {
        double share = Math.exp(logs[k] - logSum);
        drawn = share > 0 ? k : drawn;
        left -= share;
      }
    }
    int[] parents = new int[stride];
    for (int i = 0; i < stride; i++) {
      parents[i] = members[drawn * stride + i];
    }
    return parents;
  }

  /** The sum in units of the heaviest set; for pairs without a branch, as it is all the time. */
  private double sum(int first, double limit, byte[] roles, boolean meeting) {
    double sum = 0;
    if (stride == 2) {
      double[] factors = meeting ? PAIR_MEETS : PAIR_ALLOWED;
      for (int k = first; k < logs.length && logs[k] >= limit; k++) {
        sum += weights[k] * factors[4 * roles[members[2 * k]] + roles[members[2 * k + 1]]];
      }
      return sum;
    }
    for (int k = first; k < logs.length && logs[k] >= limit; k++) {
      sum += allows(k, roles, meeting) ? weights[k] : 0;
    }
    return sum;
  }

  /** The heaviest set that is allowed, of those with a logarithm of at least {@code limit}. */
  private int first(byte[] roles, boolean meeting, double limit) {
    for (int k = 0; k < logs.length && logs[k] >= limit; k++) {
      if (allows(k, roles, meeting)) {
        return k;
      }
    }
    return logs.length;
  }

  private boolean allows(int k, byte[] roles, boolean meeting) {
    int least = FamilyTable.WANTED;
    int most = FamilyTable.BARRED;
    for (int i = k * stride; i < (k + 1) * stride; i++) {
      int role = roles[members[i]];
      least = Math.min(least, role);
      most = Math.max(most, role);
    }
    return least > FamilyTable.BARRED && (!meeting || most == FamilyTable.WANTED);
  }
}
