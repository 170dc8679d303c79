// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.score.ParentSets;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.posterior.threads.Team;

/**
 * The backward sums of Pensar et al. 2020, by inclusion and exclusion of sources:
 *
 * <pre>
 * beta(C)    = sum over nonempty I within C of (-1)^(|I|+1) beta(C-I) product of z_v(V-C), v in I
 * gamma_v(U) = sum over I within D of (-1)^|I| beta(D-I) product of z_x(U), x in I;  D = V-U-v
 * </pre>
 *
 * <p>beta(C) sums over the families of the nodes of C that are acyclic within C, parents anywhere;
 * gamma_v(U) over those of D in which every node of D descends from v. Both, for C = V-U, are sums
 * of the same terms, made once for each C by {@link SourceFold}. 3^d terms in all.
 */
final class SourceSums {
  /** Sets are divided by their highest nodes, so many at most, and from so many nodes on. */
  private static final int MOST_HIGH = 6;

  private static final int FEWEST_LOW = 10;

  private final FamilySums families;
  private final ScaledArray alpha;
  private final Team team;

  /** By C. */
  private final ScaledArray beta;

  /** By node v, then by index of U: alpha(U) gamma_v(U). */
  private final ScaledArray[] rests;

  /** By thread. */
  private final SourceFold[] folds;

  SourceSums(FamilySums families, ScaledArray alpha, Team team) {
    this.families = families;
    this.alpha = alpha;
    this.team = team;
    beta = new ScaledArray(alpha.size());
    rests = new ScaledArray[families.nodes()];
    folds = new SourceFold[team.size()];
    for (int thread = 0; thread < folds.length; thread++) {
      folds[thread] = new SourceFold(families.nodes());
    }
  }

  /** By node v, then by index of U: alpha(U) gamma_v(U). */
  ScaledArray[] rests() {
    int nodes = families.nodes();
    for (int node = 0; node < nodes; node++) {
      rests[node] = new ScaledArray(alpha.size() / 2);
    }
    beta.set(0, 1, 0);
    int high = Math.max(0, Math.min(MOST_HIGH, nodes - FEWEST_LOW));
    for (int size = 1; size <= nodes; size++) {
      int ofNodes = size;
      team.forEach(
          1 << high,
          SetsOfSize.count(nodes, size) << size,
          (thread, head) -> sum(head, nodes - high, ofNodes, folds[thread]));
    }
    return rests;
  }

  /** All C of a size whose highest nodes are {@code head}; those of fewer nodes are known. */
  private void sum(int head, int low, int size, SourceFold fold) {
    int all = (1 << low) - 1;
    int left = size - Integer.bitCount(head);
    for (int set = SetsOfSize.first(left, low); set >= 0; set = SetsOfSize.next(set, all)) {
      Cancellation.check();
      sum(head << low | set, fold);
    }
  }

  private void sum(int nodes, SourceFold fold) {
    int before = families.everyNode() & ~nodes;
    long exponent = largestExponent(before, nodes);
    fold.begin();
    for (int rest = nodes; rest != 0; rest &= rest - 1) {
      int source = Integer.numberOfTrailingZeros(rest);
      int index = ParentSets.index(source, before);
      ScaledArray sums = families.sums(source);
      fold.add(1 << source, sums.mantissa[index], sums.exponent[index]);
    }
    fold.gather(beta, nodes, exponent);
    beta.exponent[nodes] = exponent;
    beta.mantissa[nodes] = fold.sum();
    int place = 0;
    for (int rest = nodes; rest != 0; rest &= rest - 1) {
      int node = Integer.numberOfTrailingZeros(rest);
      long largest = beta.exponent[nodes & ~(1 << node)];
      double gamma = fold.sumWithout(place++, largest - exponent);
      rests[node].set(
          ParentSets.index(node, before),
          alpha.mantissa[before] * gamma,
          alpha.exponent[before] + largest);
    }
  }

  /** The exponent of the largest product: no term of beta(C) has a larger one. */
  private long largestExponent(int before, int nodes) {
    long largest = Long.MIN_VALUE;
    for (int rest = nodes; rest != 0; rest &= rest - 1) {
      int source = Integer.numberOfTrailingZeros(rest);
      long exponent = families.sums(source).exponent[ParentSets.index(source, before)];
      largest = Math.max(largest, exponent + beta.exponent[nodes & ~(1 << source)]);
    }
    return largest;
  }
}
