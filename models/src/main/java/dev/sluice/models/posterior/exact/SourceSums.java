// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.score.Cancellation;
import dev.sluice.models.posterior.score.ParentSets;

/**
 * The backward sums of Pensar et al. 2020, by inclusion and exclusion of sources:
 *
 * <pre>
 * beta(C)    = sum over nonempty I within C of (-1)^(|I|+1) beta(C-I) product of z_v(V-C), v in I
 * gamma_v(U) = sum over I within D of (-1)^|I| beta(D-I) product of z_x(U), x in I;  D = V-U-v
 * </pre>
 *
 * <p>beta(C) sums over the families of the nodes of C that are acyclic within C, parents anywhere;
 * gamma_v(U) over those of D in which every node of D descends from v. Both need the products of
 * z_x(U) over the subsets of V-U, which are made once for each U.
 */
final class SourceSums {
  private final FamilySums families;
  private final SignedProducts products;
  private final ScaledArray alpha;

  /** By C. */
  private final ScaledArray beta;

  /** By subset I of the current C, counted within C: beta(C-I). */
  private final ScaledArray remaining;

  SourceSums(FamilySums families, SignedProducts products, ScaledArray alpha) {
    this.families = families;
    this.products = products;
    this.alpha = alpha;
    beta = new ScaledArray(alpha.size());
    remaining = new ScaledArray(alpha.size());
  }

  /** By node v, then by index of U: alpha(U) gamma_v(U). */
  ScaledArray[] rests() {
    ScaledArray[] rests = new ScaledArray[families.nodes()];
    for (int node = 0; node < rests.length; node++) {
      rests[node] = new ScaledArray(alpha.size() / 2);
    }
    beta.set(0, 1, 0);
    for (int nodes = 1; nodes < beta.size(); nodes++) {
      Cancellation.check();
      int before = families.everyNode() & ~nodes;
      products.fill(before, nodes);
      gatherRemaining(nodes);
      beta.exponent[nodes] = largestExponent(before, nodes);
      beta.mantissa[nodes] = -signedSum(0, beta.exponent[nodes]);
      setRests(rests, before, nodes);
    }
    return rests;
  }

  private void gatherRemaining(int nodes) {
    for (int i = 1; i < products.size(); i++) {
      int set = nodes & ~products.members[i];
      remaining.mantissa[i] = beta.mantissa[set];
      remaining.exponent[i] = beta.exponent[set];
    }
    remaining.mantissa[0] = 0; // beta(C) itself, not known yet and never a term
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

  private void setRests(ScaledArray[] rests, int before, int nodes) {
    int half = 1;
    for (int rest = nodes; rest != 0; rest &= rest - 1) {
      int node = Integer.numberOfTrailingZeros(rest);
      long exponent = beta.exponent[nodes & ~(1 << node)];
      double gamma = signedSum(half, exponent);
      rests[node].set(
          ParentSets.index(node, before),
          alpha.mantissa[before] * gamma,
          alpha.exponent[before] + exponent);
      half *= 2;
    }
  }

  /**
   * The sum of product(I) beta(C-I-x) 2^-exponent over the subsets I of C-x.
   *
   * @param bit the bit of x counted within C; 0 for no x
   */
  private double signedSum(int bit, long exponent) {
    int half = bit == 0 ? products.size() : bit;
    double sum = 0;
    for (int block = 0; block < products.size(); block += half + bit) {
      for (int i = block; i < block + half; i++) {
        long shift = products.exponent[i] + remaining.exponent[i + bit] - exponent;
        sum += products.mantissa[i] * remaining.mantissa[i + bit] * ScaledArray.twoTo(shift);
      }
    }
    return sum;
  }
}
